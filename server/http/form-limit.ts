import * as z from 'zod'
import { readTypedName } from '#lib/customer-number.ts'
import { parseJson } from '#lib/read-body.ts'
import { type FormLimit, type NetworkLoad, NO_LOAD } from '#lib/reset/limits.ts'
import type { Services } from '#lib/reset/services.ts'
import type { FormFields } from './form-body.ts'
import { isSelfCheck } from './request-source.ts'
import { FORWARDED_HEADER } from './sanitize-request.ts'

/** The header with the load of the client's networks. `proxy.ts` sets it, and the action reads it. */
const LOAD_HEADER = 'x-network-load'

const loadSchema = z.object({ weight: z.int(), waitSeconds: z.int() })

type Form = { readonly limit: FormLimit; readonly fields: FormFields }

/**
 * Counts a form of a client. Sets the header from which its action reads the load.
 * @returns seconds until the client may try again; null when this form is within the limits
 */
export async function countFormPost(
  { limiter, log }: Pick<Services, 'limiter' | 'log'>,
  { limit, fields }: Form,
  headers: Headers,
): Promise<number | null> {
  if (isSelfCheck(headers)) return null
  const client = headers.get('x-forwarded-for') ?? ''
  const refuse = (outcome: string, seconds: number) => {
    const requestId = headers.get('x-request-id') ?? ''
    const forwarded = headers.has(FORWARDED_HEADER) ? { forwarded: 'ignored' as const } : {}
    log.warn('rate_limited', { outcome, requestId, ...forwarded })
    return seconds
  }
  try {
    if (limit === 'passwords') {
      const seconds = await limiter.countPassword(client)
      return seconds === null ? null : refuse(limit, seconds)
    }
    const typed = fields.get('email') ?? fields.get('account') ?? ''
    const admission = await limiter.admit(client, readTypedName(typed).address ?? typed)
    if (admission.kind === 'refused') return refuse(admission.limit, admission.waitSeconds)
    headers.set(LOAD_HEADER, JSON.stringify(admission.load))
    return null
  } catch {
    // Without a database the action fails as well, and its page says so.
    return null
  }
}

/** Reads the load that the proxy has written. */
export const networkLoadOf = (headers: Headers): NetworkLoad =>
  loadSchema.safeParse(parseJson(headers.get(LOAD_HEADER) ?? '')).data ?? NO_LOAD
