import * as z from 'zod'
import { type CheckResult, fail, ok, unknown, warn } from '#lib/check-result.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import type { MailConfig } from '#server/config/mail.ts'
import { type Answer, type Fetch, sendSafe } from '#upstreams/http-client.ts'

const KEY = 'RESEND_API_KEY'
const FROM = 'MAIL_FROM'

const Refusal = z.object({ name: z.string() })

const Domain = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  click_tracking: z.boolean().optional(),
  open_tracking: z.boolean().optional(),
})
const Domains = z.object({ data: z.array(Domain) })
const Mails = z.object({ data: z.array(z.object({ last_event: z.string().nullish() })) })

/** Last events of a mail that reached nobody. @see https://resend.com/docs/dashboard/emails/introduction */
const LOST = new Set(['bounced', 'suppressed', 'failed', 'complained', 'canceled'])

const unseen = (why: string): CheckResult[] => [
  unknown('resend.domain', why),
  unknown('resend.tracking', why),
  unknown('resend.deliveries', why),
]

/** Checks Resend: the key, the sender's domain, and what became of the last mails. Sends nothing. */
export async function checkResend(mail: MailConfig | null, fetch: Fetch): Promise<CheckResult[]> {
  if (!mail) {
    const why = 'Resend is not used: the upstream mails the links.'
    return [unknown('resend.key', why), ...unseen(why)]
  }
  const ask = (path: string) => askResend(mail, fetch, path)
  try {
    const answer = await ask('/domains')
    const { name = '' } = Refusal.safeParse(answer.json).data ?? {}
    if (name === 'restricted_api_key')
      return [
        ok('resend.key', 'Resend accepts the key for sending.'),
        ...unseen('A key that may only send cannot see this.'),
      ]
    if (answer.status === 401 || answer.status === 403)
      return [fail('resend.key', 'Resend refuses the key.', KEY), ...unseen('The key is refused.')]
    const list = Domains.safeParse(answer.json).data
    if (!list) return [unknown('resend.key', `Resend answers ${answer.status}.`), ...unseen('')]
    const domain = list.data.find((each) => each.name === domainOf(mail.from))
    return [
      ok('resend.key', 'Resend accepts the key.'),
      checkDomain(domain?.status),
      domain ? await checkTracking(await ask(`/domains/${domain.id}`)) : noDomain(),
      checkDeliveries(await ask('/emails')),
    ]
  } catch (fault) {
    if (!(fault instanceof UpstreamError)) throw fault
    const why = `Resend does not answer (${fault.details.reason}).`
    return [fail('resend.key', why, 'RESEND_BASE_URL'), ...unseen(why)]
  }
}

const askResend = (mail: MailConfig, fetch: Fetch, path: string): Promise<Answer> =>
  sendSafe(fetch, {
    name: 'mail account',
    method: 'GET',
    url: new URL((mail.baseUrl ?? 'https://api.resend.com') + path),
    headers: { authorization: `Bearer ${mail.apiKey}` },
  })

const noDomain = () => unknown('resend.tracking', 'The domain is not in the account.')

/** Reads the domain of a sender such as `Name <name@domain>`. */
const domainOf = (from: string): string =>
  (/@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? '').toLowerCase()

function checkDomain(status: string | undefined): CheckResult {
  const id = 'resend.domain'
  if (status === undefined)
    return fail(id, 'The domain of the sender is not in the account of the key.', FROM)
  return status === 'verified'
    ? ok(id, 'The domain of the sender is verified.')
    : fail(id, `The domain of the sender is not verified, but ${status}.`, FROM)
}

function checkTracking({ json }: Answer): CheckResult {
  const id = 'resend.tracking'
  const domain = Domain.safeParse(json).data
  if (domain?.click_tracking === undefined) return unknown(id, 'Resend does not show it.')
  if (domain.click_tracking)
    return fail(id, 'Click tracking sends every token to a third party: switch it off.', FROM)
  return domain.open_tracking
    ? warn(id, 'Open tracking puts an image into each mail: switch it off.', FROM)
    : ok(id, 'Click and open tracking are off.')
}

function checkDeliveries({ json }: Answer): CheckResult {
  const id = 'resend.deliveries'
  const mails = Mails.safeParse(json).data?.data
  if (!mails) return unknown(id, 'Resend does not show the last mails.')
  if (mails.length === 0) return unknown(id, 'Resend took no mail so far.')
  const lost = mails.filter(({ last_event: event }) => LOST.has(event ?? '')).length
  if (lost * 2 > mails.length)
    return fail(id, `${lost} of the last ${mails.length} mails reached nobody.`, FROM)
  return lost > 0
    ? warn(id, `${lost} of the last ${mails.length} mails reached nobody.`)
    : ok(id, 'The last mails were not refused.')
}
