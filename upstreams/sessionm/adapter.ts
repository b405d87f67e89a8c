import * as z from 'zod'
import { sameAddress } from '#lib/email-address.ts'
import type { ResetOutcome, ResetTicket, Upstream } from '#lib/reset/upstream.ts'
import {
  type Answer,
  type Call,
  detailsOf,
  type Fetch,
  faultWith,
  join,
  sendOnce,
  sendSafe,
  succeeded,
} from '#upstreams/http-client.ts'
import { failureOf, faultOfFailure } from '#upstreams/sessionm/errors.ts'

/** Base URL and credentials of SessionM. */
export type SessionMConfig = {
  readonly apiUrl: string
  /** Also a part of every path. */
  readonly apiKey: string
  readonly apiSecret: string
  /** True if SessionM mails the link itself. */
  readonly sendsEmail: boolean
}

/** Lifetime of a token. SessionM publishes none, so this is our own limit. */
const TOKEN_LIFETIME_SECONDS = 60 * 60

const USER_ID = /^[A-Za-z0-9-]{8,64}$/
const TOKEN = /^[A-Za-z0-9+/]{16,1024}={0,2}$/

const User = z.object({
  id: z.string(),
  email: z.string(),
  suspended: z.boolean().nullish(),
})
const Found = z.object({ status: z.literal('ok'), user: z.unknown() })
const Done = z.object({ status: z.literal('ok') })
const Token = Done.extend({ user: z.object({ verification_string: z.string().min(1) }) })

const NO_SUCH_USER = new Set(['not_found', 'requires_registered_user', 'user_not_found'])

const knowsNobody = (answer: Answer): boolean => NO_SUCH_USER.has(failureOf(answer)?.code ?? '')

/** Parses the body of a success. @throws {UpstreamError} for every other answer */
const parsed = <T>(answer: Answer, schema: z.ZodType<T>): T => {
  const body = succeeded(answer) && !failureOf(answer) ? schema.safeParse(answer.json).data : null
  if (body) return body
  throw faultOfFailure(answer)
}

const refusal = (answer: Answer, ticket: ResetTicket): ResetOutcome => {
  const { code, message } = failureOf(answer) ?? {}
  if (code === 'invalid_auth_token' || knowsNobody(answer)) return { kind: 'link-invalid' }
  if (code !== 'validation') throw faultOfFailure(answer)
  // This code covers every bad request. Only the message says what is wrong.
  return message && !/token|expired/i.test(message)
    ? { kind: 'password-refused', retry: ticket }
    : { kind: 'link-invalid' }
}

/** Restores raw base64 from a query, where `+` was read as a space. After `=`, a space is really one. */
const mend = (token: string): string => token.replace(/= +$/, '=').replaceAll(' ', '+')

/**
 * Creates the adapter of SessionM, which gives us its token to mail, or mails the link itself.
 * @see https://docs.sessionm.com/developer/APIs/Core/Deprecated/deprecated_identity_services.htm
 * @see https://docs.sessionm.com/developer/APIs/Core/Customers/customers_customer_profile.htm
 */
export const sessionm = (
  { apiUrl, apiKey, apiSecret, sendsEmail }: SessionMConfig,
  fetch: Fetch = globalThis.fetch,
): Upstream => {
  const users = (...segments: readonly string[]): URL =>
    join(apiUrl, 'priv', 'v1', 'apps', apiKey, 'users', ...segments)
  const headers = {
    authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
    'content-type': 'application/json',
  }
  const perform = (name: string, user: string, action: object): Call => ({
    name,
    method: 'POST',
    url: users(user, 'perform'),
    headers,
    body: JSON.stringify(action),
  })

  const search = async (email: string): Promise<z.infer<typeof User> | null> => {
    const url = users('search')
    url.search = new URLSearchParams({ email }).toString()
    const answer = await sendSafe(fetch, { name: 'customer search', method: 'GET', url, headers })
    if (knowsNobody(answer)) return null
    const user = User.safeParse(parsed(answer, Found).user).data
    if (!user || user.suspended || !sameAddress(user.email, email)) return null
    if (!USER_ID.test(user.id)) throw faultWith(answer, 'unexpected', 'unknown-answer', 'bad id')
    return user
  }

  return {
    name: 'sessionm',
    tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
    hasShortTokens: false,
    endsSessions: false,

    requestReset: async ({ email }) => {
      const user = await search(email)
      if (!user) return { kind: 'no-account' }
      const action = { sendPasswordResetEmail: { email: user.email, send_email: sendsEmail } }
      const answer = await sendSafe(fetch, perform('token request', user.id, action))
      if (knowsNobody(answer)) return { kind: 'no-account' }
      if (sendsEmail) {
        parsed(answer, Done)
        return { kind: 'sent', subject: user.id }
      }
      const token = parsed(answer, Token).user.verification_string
      return {
        kind: 'deliver',
        to: user.email,
        ticket: { subject: user.id, token, email: user.email },
      }
    },

    resetPassword: async (ticket, password) => {
      if (!USER_ID.test(ticket.subject)) return { kind: 'link-invalid' }
      const action = { updatePassword: { token: ticket.token, password } }
      const reply = await sendOnce(fetch, perform('password change', ticket.subject, action))
      if (reply.kind === 'lost')
        return { kind: 'unconfirmed', retry: ticket, details: reply.details }
      if (!succeeded(reply) || failureOf(reply)) return refusal(reply, ticket)
      return Done.safeParse(reply.json).success
        ? { kind: 'changed', email: ticket.email }
        : { kind: 'unconfirmed', retry: ticket, details: detailsOf(reply) }
    },

    readLink: (query) => {
      const subject = query.get('customerId') ?? ''
      const token = mend(query.get('token') ?? '')
      return USER_ID.test(subject) && TOKEN.test(token) ? { subject, token, email: null } : null
    },
  }
}
