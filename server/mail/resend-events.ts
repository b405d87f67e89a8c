import { Webhook } from 'standardwebhooks'
import * as z from 'zod'
import { parseJson, readText } from '#lib/read-body.ts'
import { MAIL_EVENTS, type MailEventOutcome, type MailEvents } from '#lib/reset/mail-events.ts'
import type { WebhookRefusal } from '#lib/reset/upstream.ts'
import type { Sealer } from '#lib/sealer.ts'

const MAX_BODY_BYTES = 64 * 1024

/** Tags of a mail, by which Resend's calls name it. Only letters, digits, `_` and `-` are allowed. */
export const mailTags = (
  sealer: Pick<Sealer, 'keyedHash'>,
  { kind, cause }: { kind: string; cause: string | undefined },
) => [
  { name: 'site', value: sealer.keyedHash(...SITE) },
  { name: 'kind', value: kind },
  ...(cause === undefined ? [] : [{ name: 'cause', value: cause }]),
]

/** Distinguishes our mails from those of other programs that share the account. */
const SITE = ['mail-tag', 'site'] as const

const Event = z.object({ type: z.string(), data: z.unknown() })

const Tagged = z.object({
  tags: z.object({ site: z.string(), kind: z.string(), cause: z.string().optional() }),
})

const NAMES = new Map(MAIL_EVENTS.map((name) => [`email.${name.replaceAll('-', '_')}`, name]))

const refused = (reason: WebhookRefusal): MailEventOutcome => ({ kind: 'refused', reason })

/**
 * Creates the reader of Resend's calls, which are signed as Standard Webhooks, under older header names.
 * @see https://resend.com/docs/webhooks/verify-webhooks-requests
 */
export function resendEvents(secret: string, sealer: Sealer): MailEvents {
  const webhook = new Webhook(secret)
  return {
    headers: ['svix-id', 'svix-timestamp', 'svix-signature'],
    async read(request) {
      const header = (name: string) => request.headers.get(`svix-${name}`) ?? ''
      const [id, timestamp, signature] = [header('id'), header('timestamp'), header('signature')]
      // Without them, do not read the body.
      if (!(id && timestamp && signature)) return refused('secret')
      const text = await readText(request.body, MAX_BODY_BYTES, { exact: true }).catch(() => '')
      if (text === null) return refused('too-large')
      try {
        webhook.verify(
          text,
          {
            'webhook-id': id,
            'webhook-timestamp': timestamp,
            'webhook-signature': signature,
          },
          { jsonParse: false },
        )
      } catch {
        return refused('secret')
      }
      const event = Event.safeParse(parseJson(text)).data
      if (!event) return refused('malformed')
      const name = NAMES.get(event.type)
      const tags = Tagged.safeParse(event.data).data?.tags
      if (!name || !tags || !sealer.matchesKeyedHash(tags.site, ...SITE)) return { kind: 'ignored' }
      return { kind: 'event', id, event: name, mail: tags.kind, cause: tags.cause }
    },
  }
}
