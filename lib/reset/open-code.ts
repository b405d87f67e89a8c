import { countedName, lowerCase } from '#lib/email-address.ts'
import { openTicket } from './open-link.ts'
import type { RequestContext, Services } from './services.ts'

/** Result of a typed code. `wrong` is also the result for an unknown address, and beyond the limit. */
export type OpenedCode = Awaited<ReturnType<typeof openTicket>> | { kind: 'wrong' }

/**
 * Opens a typed code without spending it. Wrong codes count as guesses at the customer's code, together
 * with those in raw links.
 * @param typed the address of the request, and the code as `readTypedCode` returns it
 */
export async function openCode(
  services: Services,
  context: RequestContext,
  typed: { readonly email: string; readonly code: string },
): Promise<OpenedCode> {
  const requestId = context.id
  const counted = countedName(typed.email)
  if ((await services.limiter.count('attempts', counted)) !== null) {
    services.log.warn('rate_limited', { outcome: 'attempts', requestId })
    return { kind: 'wrong' }
  }
  const mailed = await services.codes.find(lowerCase(typed.email), typed.code)
  if (!mailed) {
    services.log.info('link_invalid', { outcome: 'wrong-code', requestId })
    return { kind: 'wrong' }
  }
  // A right code is no guess. Without the refund the customer could open it five times only.
  await services.limiter.refund('attempts', counted).catch(() => {})
  const { ticket, cause } = mailed
  const opened = { ...(await openTicket(services, ticket)), cause }
  services.log.info(opened.kind === 'open' ? 'link_opened' : 'link_invalid', {
    outcome: opened.kind === 'open' ? 'code' : opened.reason,
    requestId,
    cause,
  })
  return opened
}
