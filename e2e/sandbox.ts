import { expect } from '@playwright/test'
import type { UpstreamName } from '#lib/upstream/upstream.ts'
import { SANDBOX_URL } from './places.ts'

/** A customer of an upstream, made for one test. */
export type Customer = { readonly id: string; readonly email: string; readonly password: string }

/** A mail in the sandbox's inbox. */
export type Mail = {
  readonly to: string
  readonly subject: string
  readonly html: string
  readonly text: string
}

let count = 0

/** An address that no other test uses. */
export const freshAddress = () => `customer-${process.pid}-${Date.now()}-${count++}@example.com`

/** Registers a customer; how their upstream behaves is theirs alone. */
export async function register(upstream: UpstreamName, behaviour = 'normal'): Promise<Customer> {
  const answer = await fetch(`${SANDBOX_URL}/customers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ upstream, behaviour, email: freshAddress() }),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as Customer
}

/** The mails to an address, newest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const answer = await fetch(`${SANDBOX_URL}/inbox.json?to=${encodeURIComponent(address)}`)
  return (await answer.json()) as Mail[]
}

/** Waits for the `nth` mail to an address. */
export async function mailTo(address: string, nth = 1): Promise<Mail> {
  await expect.poll(async () => (await mailsTo(address)).length).toBeGreaterThanOrEqual(nth)
  const mail = (await mailsTo(address)).at(-nth)
  if (!mail) throw new Error('the mail has gone')
  return mail
}

/** The one link of a mail. */
export function linkIn(mail: Mail): string {
  const [link, ...others] = mail.text.match(/https?:\/\/\S+/g) ?? []
  expect(others).toEqual([])
  return link ?? ''
}

/** The names of the calls that the upstream got about a customer, in order. */
export async function callsAbout(upstream: UpstreamName, customer: Customer): Promise<string[]> {
  const query = new URLSearchParams({ upstream, customer: customer.id })
  const answer = await fetch(`${SANDBOX_URL}/calls.json?${query}`)
  return ((await answer.json()) as { operation: string }[]).map((call) => call.operation)
}
