import type { UpstreamName } from '#lib/reset/upstream.ts'
import { type Calls, createCalls } from '#sandbox/calls.ts'
import { type Customers, createCustomers } from '#sandbox/customers.ts'
import { createInbox, type Inbox } from '#sandbox/inbox.ts'
import { createSecrets, type Secrets } from '#sandbox/secrets.ts'
import { seedCustomers } from '#sandbox/seeds.ts'
import { createWebhooks, type Webhooks } from '#sandbox/webhooks.ts'

export type SandboxOptions = {
  /** The sandbox's own origin, without a trailing slash. */
  readonly url: string
  /** Where the site of each vendor's company is, without a trailing slash. */
  readonly sites: Readonly<Record<UpstreamName, string>>
  /** Delivers webhooks. */
  readonly fetch?: typeof globalThis.fetch
}

/** Everything that the vendors, the storefronts and the inbox share. */
export type World = {
  readonly url: string
  readonly sites: Readonly<Record<UpstreamName, string>>
  readonly customers: Customers
  readonly calls: Calls
  readonly inbox: Inbox
  readonly webhooks: Webhooks
  readonly secrets: Secrets
}

/** A new world, with the seeded customers in it. */
export const createWorld = ({ url, sites, fetch = globalThis.fetch }: SandboxOptions): World => {
  const customers = createCustomers()
  seedCustomers(customers)
  return {
    url,
    sites,
    customers,
    calls: createCalls(),
    inbox: createInbox(),
    webhooks: createWebhooks(fetch),
    secrets: createSecrets(),
  }
}
