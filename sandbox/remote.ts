import { setTimeout as sleep } from 'node:timers/promises'
import type { Behaviour } from '#sandbox/behaviours.ts'
import type { Call } from '#sandbox/calls.ts'
import type { ReceivedEvent } from '#sandbox/events.ts'
import type { Mail } from '#sandbox/inbox.ts'
import type { Secret } from '#sandbox/secrets.ts'
import type { Delivery } from '#sandbox/webhooks.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** A customer for one test. */
export type Customer = { readonly id: string; readonly email: string; readonly password: string }

/** A password that the site and all vendors accept. */
export const GOOD_PASSWORD = 'seven quiet rivers 7'

const PATIENCE_MS = 15_000
let count = 0

/** Makes an address that no other test uses. @param start beginning of its local part */
export const freshAddress = (start = 'customer') =>
  `${start}-${process.pid}-${Date.now()}-${count++}@example.com`

/** Finds the first link of a mail. Others lead to help. */
export function linkIn({ text }: Pick<Mail, 'text'>): string {
  const [link] = text.match(/https?:\/\/\S+/g) ?? []
  if (!link) throw new Error('the mail holds no link')
  return link
}

/** A sandbox in another process. */
export type Sandbox = ReturnType<typeof sandboxAt>

/** Controls and watches a sandbox in another process. */
export function sandboxAt(url: string) {
  const read = async <T>(path: string): Promise<T> => (await fetch(`${url}${path}`)).json()

  /** Lists the mails to an address, or all mails, newest first. */
  const mailsTo = (address?: string) =>
    read<Mail[]>(`/inbox.json${address ? `?to=${encodeURIComponent(address)}` : ''}`)

  const calls = (upstream: UpstreamName, { id: customer }: Customer) =>
    read<Pick<Call, 'operation' | 'status'>[]>(
      `/calls.json?${new URLSearchParams({ upstream, customer })}`,
    )

  const callsAbout = async (upstream: UpstreamName, customer: Customer): Promise<string[]> =>
    (await calls(upstream, customer)).map(({ operation }) => operation)

  return {
    url,
    mailsTo,

    /** Registers a customer, with a behaviour that affects only this customer. */
    async register(
      upstream: UpstreamName,
      behaviour: Behaviour = 'normal',
      own: { email?: string; name?: string } = {},
    ): Promise<Customer> {
      const answer = await fetch(`${url}/customers`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ upstream, behaviour, email: freshAddress(), ...own }),
      })
      if (answer.status !== 201) throw new Error(`not registered: ${await answer.text()}`)
      return answer.json()
    },

    /** Waits for the `nth` mail to an address. */
    async mailTo(address: string, nth = 1, patience = PATIENCE_MS): Promise<Mail> {
      for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(100)) {
        const mail = (await mailsTo(address)).at(-nth)
        if (mail) return mail
      }
      throw new Error(`mail ${nth} does not come`)
    },

    /** Lists the names of a customer's calls, in order. */
    callsAbout,

    /** Lists the names of the calls that are answered. */
    answeredAbout: async (upstream: UpstreamName, customer: Customer): Promise<string[]> =>
      (await calls(upstream, customer))
        .filter(({ status }) => status !== null)
        .map(({ operation }) => operation),

    /** Lists the calls that change a password, oldest first. */
    changes: async (upstream: UpstreamName) =>
      (await read<Call[]>(`/calls.json?${new URLSearchParams({ upstream })}`)).filter(
        ({ operation }) => operation === 'change',
      ),

    /** Counts the calls that change a customer's password. */
    async changesOf(upstream: UpstreamName, customer: Customer): Promise<number> {
      return (await callsAbout(upstream, customer)).filter((name) => name === 'change').length
    },

    /** Lists the sent webhooks, oldest first. */
    deliveries: () => read<Delivery[]>('/deliveries.json'),

    /** Lists the events that sites have sent to the company's own program, oldest first. */
    events: () => read<ReceivedEvent[]>('/events.json'),

    /** Lists the secrets that the vendors have issued, oldest first. */
    secrets: () => read<Secret[]>('/secrets.json'),
  }
}
