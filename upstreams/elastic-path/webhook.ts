import { createHash, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { readAddress } from '#lib/email-address.ts'
import { parseJson, readText } from '#lib/read-body.ts'
import type { WebhookOutcome, WebhookRefusal } from '#lib/reset/upstream.ts'
import type { ElasticPathConfig } from '#upstreams/elastic-path/api.ts'
import { CodeShape, UsernameShape, writeProof } from '#upstreams/elastic-path/proof.ts'
import { CODE_EVENT } from '#upstreams/elastic-path/store.ts'

const MAX_BODY_BYTES = 64 * 1024

const Event = z.object({ id: z.string().min(1).max(128), triggered_by: z.string() })

const Code = z.object({
  payload: z.object({
    authentication_realm_id: z.string(),
    password_profile_id: z.string(),
    purpose: z.string(),
  }),
})

const ResetCode = z.object({
  payload: z.object({
    created_at: z.iso.datetime({ offset: true }),
    one_time_password_token: CodeShape,
    user_authentication_info: z.object({
      email: z.string().refine((text) => readAddress(text) !== null),
      id: z.string().min(1).max(128),
    }),
    user_authentication_password_profile_info: z.object({ username: UsernameShape }),
  }),
})

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Compares secrets in constant time. `timingSafeEqual` needs texts of the same length: their digests. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

const JSON_TYPE = /^application\/([\w.-]+\+)?json *(;|$)/i

const refused = (reason: WebhookRefusal): WebhookOutcome => ({ kind: 'refused', reason })

/**
 * Reads a call of Elastic Path's webhook. An event comes at least once, and late under high load. Its
 * body must not be logged: it holds the secret and the code.
 * @param realmId undefined when unknown
 * @see https://elasticpath.dev/docs/api/integrations
 */
export const readElasticPathWebhook = async (
  request: Request,
  { webhookSecret, passwordProfileId }: ElasticPathConfig,
  realmId: string | undefined,
): Promise<WebhookOutcome> => {
  const secret = request.headers.get('x-moltin-secret-key') ?? ''
  if (!isSame(secret, webhookSecret)) return refused('secret')
  // A missing Content-Type counts as JSON.
  const type = request.headers.get('content-type') ?? 'application/json'
  if (!JSON_TYPE.test(type)) return refused('media-type')

  const text = await readText(request.body, MAX_BODY_BYTES).catch(() => '')
  if (text === null) return refused('too-large')
  const body = parseJson(text)
  const event = Event.safeParse(body).data
  if (!event) return refused('malformed')
  if (event.triggered_by !== CODE_EVENT) return { kind: 'ignored' }

  const scope = Code.safeParse(body).data?.payload
  if (!scope) return refused('malformed')
  const isOurs =
    scope.purpose === 'reset_password' &&
    scope.password_profile_id === passwordProfileId &&
    scope.authentication_realm_id === (realmId ?? scope.authentication_realm_id)
  if (!isOurs) return { kind: 'ignored' }

  const reset = ResetCode.safeParse(body).data?.payload
  if (!reset) return refused('malformed')
  const { username } = reset.user_authentication_password_profile_info
  const { email, id } = reset.user_authentication_info
  const { one_time_password_token: code } = reset
  const token = writeProof({ username, code })
  return {
    kind: 'token',
    eventId: event.id,
    to: email,
    username,
    ticket: { subject: id, token, email },
    code,
    issuedAt: new Date(reset.created_at),
  }
}
