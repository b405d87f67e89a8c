import type { Resend } from 'resend'
import * as z from 'zod'
import type { FaultReason } from '#lib/fault-reason.ts'
import { MailError } from '#lib/reset/mail.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import { type Answer, detailsOf, type Fetch, sendSafe, succeeded } from '#upstreams/http-client.ts'

const LIMITS = { milliseconds: 10_000, bytes: 64 * 1024 }

/** Schema of a request of the SDK. */
const Options = z.object({ body: z.string(), headers: z.instanceof(Headers) })

const Refusal = z.object({ name: z.string(), message: z.string().catch('') })

/** Reasons of faults, by the names of Resend's errors. @see https://resend.com/docs/api-reference/errors */
const REASONS: ReadonlyMap<string, FaultReason> = new Map([
  ['missing_api_key', 'wrong-key'],
  ['invalid_api_key', 'wrong-key'],
  ['restricted_api_key', 'not-allowed'],
  ['concurrent_idempotent_requests', 'in-progress'],
  ['daily_quota_exceeded', 'quota'],
  ['monthly_quota_exceeded', 'quota'],
])

/**
 * Creates the SDK's transport, which sends a request and reads the answer.
 * @returns a `fetchRequest` that throws a {@link MailError} instead of returning an error
 */
export function sendToResend(baseUrl: string, fetch: Fetch): Resend['fetchRequest'] {
  return async (path, options) => {
    const { body, headers } = Options.parse(options)
    const call = {
      name: 'mail',
      method: 'POST',
      url: new URL(baseUrl + path),
      headers: Object.fromEntries(headers),
      body,
    } as const
    const answer = await sendSafe(fetch, call, LIMITS).catch((error: unknown) => {
      if (!(error instanceof UpstreamError)) throw error
      throw new MailError(false, error.message, null, error.details)
    })
    const refusal = Refusal.safeParse(answer.json).data
    const isSent = succeeded(answer) && answer.json !== undefined
    // Resend has already sent a mail with this key and another text.
    if (!isSent && refusal?.name !== 'invalid_idempotent_request') throw failure(answer, refusal)
    // The mailer ignores the result.
    return { data: answer.json as never, error: null, headers: null }
  }
}

function failure(answer: Answer, refusal: z.infer<typeof Refusal> | undefined): MailError {
  const { status, retryAfter } = answer
  const isFinal = status === 400 || status === 422
  const details = { ...detailsOf(answer), ...(refusal && reasonOf(status, refusal)) }
  return new MailError(isFinal, refusal?.name ?? `HTTP ${status}`, retryAfter, details)
}

/** Finds the reason of a refusal. `validation_error` with 403 has two, which only its message distinguishes. */
function reasonOf(status: number, { name, message }: z.infer<typeof Refusal>) {
  const known = REASONS.get(name)
  if (known) return { reason: known }
  if (status === 400 || status === 422) return { reason: 'malformed-mail' as const }
  if (status !== 403) return {}
  if (/testing emails/i.test(message)) return { reason: 'testing-mode' as const }
  return /verif|domain/i.test(message) ? { reason: 'unverified-domain' as const } : {}
}
