import * as z from 'zod'
import { readCustomerNumber } from '#lib/customer-number.ts'
import type { ResetOutcome, ResetTicket, Upstream } from '#lib/reset/upstream.ts'
import {
  type Answer,
  detailsOf,
  type Fetch,
  faultOf,
  faultWith,
  join,
  sendOnce,
  sendSafe,
  succeeded,
} from '#upstreams/http-client.ts'

/** Base URL and credentials of Betterez. */
export type BetterezConfig = {
  readonly apiUrl: string
  readonly apiKey: string
  /** Id of the company's account: 24 hexadecimal digits. */
  readonly accountId: string
  /** Application whose request endpoint is our landing page. Betterez ignores a wrong name silently. */
  readonly appName: string
  /** True if customers can type their customer number instead of an address. */
  readonly acceptsCustomerNumber: boolean
}

const TOKEN_LIFETIME_SECONDS = 6 * 60 * 60

/** Lifetime of a request's "blocking key", in seconds. */
const BLOCKED_SECONDS = 15

const OBJECT_ID = /^[0-9a-f]{24}$/i
const TOKEN = /^[A-Za-z0-9_-]{8,128}$/

/**
 * Languages of Betterez's mails. The first is the default. Of two with the same language, the first one
 * is used.
 * @see https://github.com/Betterez/btrz-api-client the lexicons of version 9.12.0
 */
const LEXICONS = ['en-us', 'fr-fr', 'de-de', 'nl-nl', 'es-ar', 'fr-ca', 'ar-ma', 'pt-br'] as const

/** Picks the lexicon of a locale: by the whole tag, else by its language, else the default. */
const lexicon = (locale: string): string => {
  const tag = locale.toLowerCase().replace('_', '-')
  const [language = ''] = tag.split('-')
  return (
    LEXICONS.find((each) => each === tag) ??
    LEXICONS.find((each) => each.startsWith(`${language}-`)) ??
    LEXICONS[0]
  )
}

const Refusal = z.object({ code: z.string() })

// The answer to a change holds a session of the customer. Read only the address.
const Changed = z.object({ customer: z.object({ email: z.string() }) })

const codeOf = ({ json }: Answer): string | null => Refusal.safeParse(json).data?.code ?? null

const isBlocked = ({ status, json }: Answer): boolean => status === 409 && json === undefined

const refusal = (answer: Answer, ticket: ResetTicket): ResetOutcome => {
  const { status, json, retryAfter } = answer
  if (isBlocked(answer))
    throw faultWith({ ...answer, retryAfter: retryAfter ?? BLOCKED_SECONDS }, 'busy', 'in-progress')
  if (status < 400 || status >= 500 || status === 401 || status === 429) throw faultOf(answer)
  // Betterez refuses in JSON. This is a proxy, or a wrong URL.
  if (json === undefined && (status === 403 || status === 404)) throw faultOf(answer)
  const code = codeOf(answer) ?? ''
  const aboutPassword = /PASSWORD/.test(code) && !/TOKEN|EXPIRED|NOT_FOUND/.test(code)
  return status === 400 && aboutPassword
    ? { kind: 'password-refused', retry: ticket }
    : { kind: 'link-invalid' }
}

/**
 * Creates the adapter of Betterez, which mails its own link to our landing page.
 * @see https://engineering.betterez.com/guides/customer_reset_password
 */
export const betterez = (
  { apiUrl, apiKey, accountId, appName, acceptsCustomerNumber }: BetterezConfig,
  fetch: Fetch = globalThis.fetch,
): Upstream => ({
  name: 'betterez',
  hasShortTokens: false,
  endsSessions: false,
  tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,

  acceptsCustomerNumber,

  requestReset: async ({ email, locale }) => {
    const url = join(apiUrl, 'notifications', 'customers', 'reset')
    const customerNumber = acceptsCustomerNumber ? readCustomerNumber(email) : null
    const name = customerNumber === null ? { email } : { customerNumber }
    const query = { providerId: accountId, lang: lexicon(locale), ...name, appName }
    url.search = new URLSearchParams(query).toString()
    const answer = await sendSafe(fetch, {
      name: 'reset mail',
      method: 'POST',
      url,
      headers: { 'x-api-key': apiKey },
    })
    // Blocked means that the same request is in progress. Ignore the body of a success: a retry would
    // mail the customer twice.
    if (succeeded(answer) || isBlocked(answer)) return { kind: 'sent' }
    const code = answer.status === 404 ? codeOf(answer) : null
    // An "account" is the company's: `accountId` is wrong.
    if (code?.startsWith('ACCOUNT'))
      throw faultWith(answer, 'misconfigured', 'wrong-id', 'account not found')
    if (code !== null) return { kind: 'no-account' }
    throw faultOf(answer)
  },

  resetPassword: async (ticket, password) => {
    if (!OBJECT_ID.test(ticket.subject)) return { kind: 'link-invalid' }
    const path = '/resetPassword'
    const operation = { op: 'reset', path, value: ticket.token, data: { password } }
    const reply = await sendOnce(fetch, {
      name: 'password change',
      method: 'PATCH',
      url: join(apiUrl, 'accounts', 'customers', ticket.subject),
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      body: JSON.stringify({ operations: [operation] }),
    })
    if (reply.kind === 'lost') return { kind: 'unconfirmed', retry: ticket, details: reply.details }
    if (!succeeded(reply)) return refusal(reply, ticket)
    if (reply.json === undefined)
      return { kind: 'unconfirmed', retry: ticket, details: detailsOf(reply) }
    return { kind: 'changed', email: Changed.safeParse(reply.json).data?.customer.email ?? null }
  },

  readLink: (query) => {
    const subject = query.get('customerId') ?? ''
    const token = query.get('token') ?? ''
    const account = query.get('accountId') ?? accountId
    const isOurs = account.toLowerCase() === accountId.toLowerCase()
    return isOurs && OBJECT_ID.test(subject) && TOKEN.test(token)
      ? { subject, token, email: null }
      : null
  },
})
