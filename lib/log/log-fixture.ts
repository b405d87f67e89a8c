import * as z from 'zod'
import { FAULT_REASONS } from '#lib/fault-reason.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

const FAULTS = ['unreachable', 'misconfigured', 'busy', 'unexpected'] as const

const base = {
  time: z.iso.datetime({ precision: 3 }),
  upstream: z.enum(UPSTREAM_NAMES),
}
/** Id of a request, or of its mail or notice. It identifies no customer. */
const requestId = z
  .string()
  .regex(/^((link-|invitation-)?[0-9a-f-]{36}|(changed|not-me)-[\w-]{43})$/)
/** Id of a customer's request: the same in all lines of one reset. */
const cause = z.uuid()
/** Fields that join the lines about a link: none in links and jobs of older versions. */
const thread = {
  cause: cause.optional(),
  customer: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
}
const seconds = z.number().min(0).optional()
const mail = z.enum(['reset-link', 'no-account', 'password-changed', 'invitation'])
const eventType = z.enum(['password.changed', 'reset.not_me'])
/** Name of an API key. */
const api = z.string().regex(/^[a-z\d-]{1,32}$/)
const attempt = z.int().min(1)
const skipped = z.int().min(1).optional()
/** Reason of a fault, and the HTTP status if there was an answer. */
const fault = { status: z.int().min(200).max(599).optional(), reason: z.enum(FAULT_REASONS) }
const variable = z.string().regex(/^\w{4,100}$/)

/** Makes a schema for a line of one event and level with exactly these fields. */
const line = <Event extends string, Fields extends z.ZodRawShape>(
  event: Event,
  level: 'info' | 'warn' | 'error',
  fields: Fields,
) => z.strictObject({ ...base, level: z.literal(level), event: z.literal(event), ...fields })

/** All lines that the site writes; docs/operating.md has the same table in words. */
export const LINES = z.union([
  line('reset_requested', 'info', {
    requestId,
    cause,
    seconds,
    outcome: z.enum(['accepted', 'invited', 'sent', 'deliver', 'pending', 'no-account']),
  }),
  line('reset_mail_sent', 'info', { requestId, cause: thread.cause, mail, seconds }),
  line('reset_mail_failed', 'warn', {
    ...{ requestId, cause: thread.cause, mail, attempt, ...fault },
    outcome: z.literal('to-be-tried-again'),
  }),
  line('reset_mail_failed', 'error', {
    ...{ requestId, cause: thread.cause, mail, attempt, ...fault },
    outcome: z.literal('refused'),
  }),
  line('reset_mail_failed', 'error', {
    ...{ requestId, ...thread, mail },
    outcome: z.enum(['too-late', 'not-accepted']),
  }),
  line('link_opened', 'info', {
    requestId,
    ...thread,
    outcome: z.enum(['open', 'code', 'not-me', 'invited']),
  }),
  line('link_invalid', 'info', {
    requestId,
    ...thread,
    outcome: z.enum(['invalid', 'expired', 'used', 'other-action', 'upstream', 'wrong-code']),
  }),
  line('password_changed', 'info', { requestId, ...thread, outcome: z.literal('changed') }),
  line('password_refused', 'info', {
    requestId,
    ...thread,
    outcome: z.enum([
      ...['required', 'too-short', 'too-long', 'unusable', 'address', 'common', 'names'],
      ...['breached', 'upstream'],
    ] as const),
  }),
  line('rate_limited', 'warn', {
    requestId,
    ...thread,
    outcome: z.enum(['address', 'attempts', 'invited']),
  }),
  line('rate_limited', 'warn', {
    requestId,
    outcome: z.enum([
      ...['requests', 'addresses', 'household', 'network', 'regionHourly', 'accepted', 'passwords'],
    ] as const),
    forwarded: z.literal('ignored').optional(),
  }),
  line('rate_limited', 'warn', {
    ...{ requestId, api },
    outcome: z.enum(['api', 'accepted']),
  }),
  line('rate_limited', 'warn', { requestId, outcome: z.literal('invitations') }),
  line('rate_limited', 'warn', { outcome: z.enum(['mails-50-percent', 'mails-80-percent']) }),
  line('rate_limited', 'error', { outcome: z.literal('mails') }),
  line('origin_refused', 'warn', { requestId }),
  line('request_refused', 'warn', { outcome: z.literal('large-head') }),
  line('webhook_received', 'info', { requestId, cause, outcome: z.literal('accepted') }),
  line('webhook_received', 'info', { requestId, outcome: z.literal('ignored') }),
  line('webhook_received', 'warn', { requestId, outcome: z.literal('too-late') }),
  line('webhook_refused', 'warn', {
    requestId,
    outcome: z.enum(['secret', 'media-type', 'too-large', 'malformed']),
  }),
  line('api_request', 'info', {
    ...{ requestId, cause, api },
    outcome: z.enum(['reset', 'invitation', 'repeated']),
  }),
  line('api_refused', 'warn', { requestId, outcome: z.literal('key') }),
  line('api_refused', 'warn', {
    ...{ requestId, api },
    outcome: z.enum(['400', '409', '413', '415', '422', '501']),
  }),
  line('ops_action', 'info', { outcome: z.enum(['sign-in', 'retry', 'drop']) }),
  line('ops_refused', 'warn', { outcome: z.enum(['token', 'too-many', 'origin', 'host']) }),
  line('server_error', 'error', { outcome: z.literal('ops') }),
  line('server_error', 'error', { requestId, api, outcome: z.literal('api') }),
  line('mail_event', 'info', {
    ...{ requestId, cause: thread.cause, mail },
    outcome: z.enum(['sent', 'delivered', 'delivery-delayed']),
  }),
  line('mail_event', 'warn', {
    ...{ requestId, cause: thread.cause, mail },
    outcome: z.enum(['bounced', 'complained', 'failed', 'suppressed']),
  }),
  line('mail_event_refused', 'warn', {
    requestId,
    outcome: z.enum(['secret', 'too-large', 'malformed']),
  }),
  line('event_sent', 'info', { requestId, cause: thread.cause, type: eventType }),
  line('event_failed', 'warn', {
    ...{ requestId, cause: thread.cause, type: eventType, attempt, ...fault },
    outcome: z.literal('to-be-tried-again'),
  }),
  line('event_failed', 'error', {
    ...{ requestId, cause: thread.cause, type: eventType },
    outcome: z.enum(['too-late', 'not-accepted']),
  }),
  line('canary_failed', 'error', {
    ...{ requestId, cause },
    outcome: z.enum(['no-mail', 'no-account', 'not-delivered', 'failed']),
  }),
  line('reset_not_me', 'warn', { requestId, cause: thread.cause }),
  line('breach_check_failed', 'warn', { outcome: z.literal('passed-unchecked') }),
  line('store_error', 'warn', {
    outcome: z.enum(['not-open', 'queue']),
    code: z.string().regex(/^[A-Z\d_]{4,40}$/),
  }),
  line('store_error', 'error', {
    outcome: z.literal('unreadable'),
    code: z.literal('UNKNOWN_KEY'),
  }),
  line('upstream_error', 'warn', { requestId, cause, attempt, ...fault, outcome: z.enum(FAULTS) }),
  line('upstream_error', 'warn', {
    ...{ requestId, ...thread, ...fault },
    outcome: z.literal('unconfirmed'),
  }),
  line('upstream_error', 'error', { requestId, ...thread, ...fault, outcome: z.enum(FAULTS) }),
  line('upstream_error', 'error', { requestId, cause, outcome: z.literal('given-up') }),
  line('server_error', 'error', { outcome: z.enum(['action', 'webhook']), requestId }),
  line('server_error', 'error', { outcome: z.literal('console'), skipped }),
  line('server_error', 'error', { outcome: z.literal('self-check') }),
  line('server_error', 'error', { digest: z.string().optional(), requestId: requestId.optional() }),
  line('server_warning', 'warn', { outcome: z.literal('console'), skipped }),
  line('config_warning', 'warn', {
    outcome: z.enum(['unknown', 'blank', 'no-notices']),
    variable,
    likely: variable.optional(),
  }),
  line('server_warning', 'warn', { outcome: z.literal('forwarded-ignored') }),
])

/** A line of the log. */
export type LogLine = z.infer<typeof LINES>

/** Reads the output of a site after Next's banner. @throws at the first line that is not an event */
export function readLog(written: string): LogLine[] {
  const lines = written.split('\n')
  const first = lines.findIndex((text) => text.startsWith('{'))
  return lines.slice(first === -1 ? lines.length : first, -1).map((text) => {
    const parsed = LINES.safeParse(JSON.parse(text))
    if (!parsed.success) throw new Error(`not a line of the log: ${text}`)
    return parsed.data
  })
}
