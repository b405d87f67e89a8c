import * as z from 'zod'
import { lowerCase } from '#lib/email-address.ts'
import type { Standing } from './limits.ts'
import { requestReset } from './request-reset.ts'
import { later, type RequestContext, type Services } from './services.ts'

/** Days for which the link in the notice of a change works. */
const LINK_DAYS = 7

/** Schema of the sealed token: the address that the notice went to, and its language. */
export const notMeSchema = z.object({ email: z.string().min(1), locale: z.string() })

/** Makes the link of a notice by which a customer says that they did not change the password. */
export async function notMeLink(
  { siteUrl, sealer, now }: Services,
  whose: z.infer<typeof notMeSchema>,
): Promise<string> {
  const token = await sealer.seal('not-me', whose, later(now(), LINK_DAYS * 24 * 60 * 60))
  return `${siteUrl}/actions?${new URLSearchParams({ action: 'notMe', token })}`
}

/** Computes the hash of an address in the form: it is for the link that the page shows, and no other. */
export const notMeAccount = ({ sealer }: Pick<Services, 'sealer'>, email: string): string =>
  sealer.keyedHash('not-me', lowerCase(email))

/**
 * Reports that somebody else changed a customer's password, and starts a new reset, within the limits of
 * any request.
 * @param email the address of the notice, from its sealed link
 */
export async function reportNotMe(
  services: Services,
  context: RequestContext,
  email: string,
  standing?: Standing,
): Promise<void> {
  services.log.warn('reset_not_me', { requestId: context.id })
  await requestReset(services, context, email, standing)
}
