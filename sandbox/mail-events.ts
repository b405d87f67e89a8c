import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { RESEND_WEBHOOK_SECRET } from '#sandbox/credentials.ts'
import type { World } from '#sandbox/world.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

/** Fates of mails, by the start of the address. All others are delivered. */
const FATES = {
  bounced: ['email.sent', 'email.bounced'],
  suppressed: ['email.suppressed'],
  failed: ['email.failed'],
  delayed: ['email.sent', 'email.delivery_delayed', 'email.delivered'],
  complained: ['email.sent', 'email.delivered', 'email.complained'],
} as const

const DELIVERED = ['email.sent', 'email.delivered'] as const

type SentMail = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly tags: Readonly<Record<string, string>>
}

const signing = new Webhook(RESEND_WEBHOOK_SECRET)

/** Lists the events of a mail to an address, in order. */
const fateOf = (to: string) =>
  Object.entries(FATES).find(([start]) => to.startsWith(start))?.[1] ?? DELIVERED

/** Checks whether a mail to this address reaches the inbox. */
export const isDelivered = (to: string): boolean =>
  fateOf(to).some((it) => it === 'email.delivered')

/** Calls every site about a mail, as Resend calls every endpoint of an account. */
export function sendMailEvents({ siteOf, webhooks }: World, mail: SentMail): void {
  const { id: email_id, from, to, subject, tags } = mail
  const created_at = new Date().toISOString()
  for (const [nth, type] of fateOf(to).entries()) {
    const data = { email_id, created_at, from, to: [to], subject, tags }
    const body = { type, created_at, data }
    for (const site of new Set(UPSTREAM_NAMES.map(siteOf))) {
      const id = `msg_${randomUUID()}`
      const now = new Date()
      const headers = {
        'svix-id': id,
        'svix-timestamp': String(Math.floor(now.getTime() / 1000)),
        'svix-signature': signing.sign(id, now, JSON.stringify(body)),
      }
      webhooks.send({ url: `${site}/mail-events`, headers, body }, nth * 100)
    }
  }
}
