import * as z from 'zod'
import { lowerCase } from '#lib/email-address.ts'
import { emitEvent } from './emit-event.ts'
import type { NetworkLoad } from './limits.ts'
import { requestReset } from './request-reset.ts'
import { later, type RequestContext, type Services } from './services.ts'

/** Days for which the link in the notice of a change works. */
const LINK_DAYS = 7

/** Schema of the customer in a link: the address that the notice went to, and whose change it was about. */
export const notMeCustomerSchema = z.object({
  email: z.string().min(1),
  customerId: z.string().optional(),
  cause: z.string().optional(),
  /** Keyed hash of the link that changed the password: the same for one change. Older notices have none. */
  change: z.string().optional(),
})

/** Schema of the sealed token. */
export const notMeSchema = notMeCustomerSchema.extend({ locale: z.string() })

/** Makes the link of a notice by which a customer says that they did not change the password. */
export async function notMeLink(
  { siteUrl, sealer, now }: Services,
  whose: z.infer<typeof notMeSchema>,
): Promise<string> {
  const token = await sealer.seal('not-me', whose, later(now(), LINK_DAYS * 24 * 60 * 60))
  return `${siteUrl}/actions?${new URLSearchParams({ action: 'notMe', token })}`
}

/** Hashes the address that the page shows, so that its form acts on no other. */
export const notMeAccount = ({ sealer }: Pick<Services, 'sealer'>, email: string): string =>
  sealer.keyedHash('not-me', lowerCase(email))

/** Checks whether a form's hash is that of an address, under any key in `SITE_SECRET`. */
export const isNotMeAccount = (
  { sealer }: Pick<Services, 'sealer'>,
  account: string,
  email: string,
): boolean => sealer.matchesKeyedHash(account, 'not-me', lowerCase(email))

/**
 * Reports that somebody else changed a customer's password, and starts a new reset, within the limits of
 * any request. Further reports by the same link have the same event id, and no line in the log.
 * @param whose the customer in the sealed link
 */
export async function reportNotMe(
  services: Services,
  context: RequestContext,
  { email, customerId, cause, change }: z.infer<typeof notMeCustomerSchema>,
  load?: NetworkLoad,
): Promise<void> {
  // Without a cause, two changes of a customer differ by the change only.
  const id =
    change ??
    services.sealer.keyedHash('not-me-link', lowerCase(email), customerId ?? '', cause ?? '')
  await emitEvent(services, `not-me-${id}`, { type: 'reset.not_me', customerId, cause })
  const isFirst = (await services.limiter.count('notMe', id)) === null
  if (isFirst) services.log.warn('reset_not_me', { requestId: context.id, cause })
  await requestReset(services, context, email, load)
}
