import { parseJson, readText } from '#lib/read-body.ts'
import { invite } from '#lib/reset/invite.ts'
import { requestReset } from '#lib/reset/request-reset.ts'
import { negotiateLocale } from '#messages/locales.ts'
import { problemJson } from '#server/http/responses.ts'
import type { ApiCall } from './call.ts'
import { acceptedAnswer, type RequestBody, requestBody } from './schemas.ts'

/** Largest body of a request. */
const MAX_BODY_BYTES = 8 * 1024

/** Reads the body of a call. @returns a response when it is no request */
async function readBody({ request }: ApiCall): Promise<RequestBody | Response> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json *(;|$)/i.test(type)) {
    return problemJson(415, 'Only JSON is read', { Accept: 'application/json' })
  }
  const text = await readText(request.body, MAX_BODY_BYTES)
  if (text === null) return problemJson(413, 'The body is too large')
  const json = parseJson(text)
  if (json === undefined) return problemJson(400, 'The body is not JSON')
  const { data, error } = requestBody.safeParse(json)
  if (data) return data
  const errors = error.issues.map(({ path, message }) => ({
    pointer: path.map((name) => `/${String(name)}`).join(''),
    detail: message,
  }))
  return problemJson(422, 'The body is no request', {}, { errors })
}

/** Handles a request for a mail. Its answer is the same for every address. */
export async function requestByApi(call: ApiCall): Promise<Response> {
  const { app, key } = call
  const body = await readBody(call)
  if (body instanceof Response) return body
  const { idempotencyKey, kind, ...asked } = body
  if (kind === 'invitation' && !app.mailer) {
    return problemJson(501, 'This site sends no invitations: it has no RESEND_API_KEY')
  }
  const { requests } = app.store
  const known = await requests.findOrAdd(key.name, idempotencyKey, {
    kind,
    body: JSON.stringify([kind, asked.email, asked.locale ?? null]),
  })
  const { cause, lease } = known
  if (known.isOther) {
    return problemJson(409, 'This idempotencyKey was used with another body', {}, { cause })
  }
  if (!known.isSettled && !lease) {
    return problemJson(503, 'Another call handles the same request', { 'Retry-After': '1' })
  }
  if (lease) {
    const waitSeconds = await accept(call, cause, kind, asked).catch(async (error) => {
      await requests.release(lease)
      throw error
    })
    if (waitSeconds !== null) {
      // An earlier call may have had an effect before it failed.
      await (known.isNew ? requests.forget(lease) : requests.release(lease))
      return tooMany(waitSeconds)
    }
    await requests.settle(cause)
  }
  const outcome = known.isSettled ? 'repeated' : kind
  app.log.info('api_request', { outcome, api: key.name, requestId: call.id, cause })
  return Response.json(acceptedAnswer.parse({ cause }), {
    status: 202,
    headers: { Location: `/api/reset-requests/${cause}`, 'Cache-Control': 'no-store' },
  })
}

/** Accepts a request. @returns seconds to wait when a limit is reached; null when it is accepted */
async function accept(
  { app, key, id }: ApiCall,
  cause: string,
  kind: RequestBody['kind'],
  { email, locale: tag }: Pick<RequestBody, 'email' | 'locale'>,
): Promise<number | null> {
  const locale = negotiateLocale(tag?.replaceAll('_', '-'), app.config.locales)
  const context = { id: cause, locale }
  if (kind === 'invitation') return invite(app, context, email, app.config.api.invitationDays)
  const waitSeconds = await app.limiter.admitByApi()
  if (waitSeconds === null) await requestReset(app, context, email)
  else app.log.warn('rate_limited', { outcome: 'accepted', api: key.name, requestId: id })
  return waitSeconds
}

/** Answers a call beyond a limit. */
export const tooMany = (waitSeconds: number) =>
  problemJson(429, 'Too many requests', { 'Retry-After': String(waitSeconds) })
