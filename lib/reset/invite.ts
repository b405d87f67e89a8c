import * as z from 'zod'
import { lowerCase } from '#lib/email-address.ts'
import { INVITATION_ACTION } from './link-action.ts'
import { addOrRefund, later, type RequestContext, type Services } from './services.ts'

/** Content of the link of an invitation. It proves nothing: anybody who opens it can only ask for a link by mail. */
export const invitationSchema = z.object({
  email: z.string(),
  locale: z.string(),
  cause: z.string(),
})

/** Time for retries while mails cannot be sent, in seconds. */
const PATIENCE_SECONDS = 24 * 60 * 60

/** Priority of an invitation: below that of every request by a customer. */
export const INVITATION_PRIORITY = -1000

/**
 * Accepts an invitation, and schedules its mail. Looks up no account. An address that is invited too often gets
 * the same answer, and no mail.
 * @param context its id is the cause of the invitation
 * @param days for which the link works
 * @returns null when it is accepted; else the seconds until there is room for another one
 */
export async function invite(
  services: Services,
  { id: cause, locale }: RequestContext,
  email: string,
  days: number,
): Promise<number | null> {
  const { limiter, log, sealer } = services
  const plan = await limiter.planInvitation()
  if (plan.kind === 'refused') {
    log.warn('rate_limited', { outcome: 'invitations', requestId: cause })
    return plan.waitSeconds
  }
  const address = lowerCase(email)
  if ((await limiter.count('invited', address)) !== null) {
    log.warn('rate_limited', { outcome: 'invited', requestId: cause, cause })
    return null
  }
  const sentAt = later(services.now(), plan.waitSeconds)
  const opensUntil = later(sentAt, days * 24 * 60 * 60)
  const token = await sealer.seal('invitation', { email, locale, cause }, opensUntil)
  const query = new URLSearchParams({ action: INVITATION_ACTION, token })
  const link = `${services.siteUrl}/actions?${query}`
  await addOrRefund(
    services,
    {
      kind: 'mail',
      id: `invitation-${cause}`,
      until: later(sentAt, PATIENCE_SECONDS),
      mail: { kind: 'invitation', to: email, locale, link, days },
      cause,
      priority: INVITATION_PRIORITY,
    },
    plan.waitSeconds,
    ['invited', address],
  )
  log.info('reset_requested', { outcome: 'invited', requestId: cause, cause })
  return null
}
