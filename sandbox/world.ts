import { type Calls, createCalls } from '#sandbox/calls.ts'
import { type Customers, createCustomers, type MakeCustomerId } from '#sandbox/customers.ts'
import { createInbox, type Inbox } from '#sandbox/inbox.ts'
import { createSecrets, type Secrets } from '#sandbox/secrets.ts'
import { seedCustomers } from '#sandbox/seeds.ts'
import { createWebhooks, type Webhooks } from '#sandbox/webhooks.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** Options of a sandbox. */
export type SandboxOptions = {
  /** The sandbox's own origin, without a trailing slash. */
  readonly url: string
  /** Finds the site of a vendor's company; without a trailing slash. */
  readonly siteOf: (upstream: UpstreamName) => string
  /** True if the emulated Resend calls the sites about each mail. */
  readonly mailEvents?: boolean
  /** Delivers webhooks. */
  readonly fetch?: typeof globalThis.fetch
}

/** State that the vendors, the shops and the inbox share. */
export type World = {
  readonly url: string
  readonly siteOf: SandboxOptions['siteOf']
  readonly mailEvents: boolean
  readonly customers: Customers
  readonly calls: Calls
  readonly inbox: Inbox
  readonly webhooks: Webhooks
  readonly secrets: Secrets
}

/** Creates a world with the seeded customers. */
export const createWorld = (
  { url, siteOf, mailEvents = false, fetch = globalThis.fetch }: SandboxOptions,
  makeCustomerId: MakeCustomerId,
): World => {
  const customers = createCustomers(makeCustomerId)
  seedCustomers(customers)
  return {
    url,
    siteOf,
    mailEvents,
    customers,
    calls: createCalls(),
    inbox: createInbox(),
    webhooks: createWebhooks(fetch),
    secrets: createSecrets(),
  }
}
