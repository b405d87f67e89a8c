import { requestContextFrom } from '#server/http/request-context.ts'
import { isFromBrowser } from '#server/http/request-source.ts'
import { problemJson } from '#server/http/responses.ts'
import type { ApiCall, ApiServices } from './call.ts'
import { findKey, readKey } from './keys.ts'
import { openApi } from './openapi.ts'
import { readState } from './read-state.ts'
import { requestByApi, tooMany } from './request-reset.ts'

type Handler = (call: ApiCall) => Promise<Response>

/** Handlers by path and method. A path with `{cause}` has a variable part at its end. */
export const API_ROUTES: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '/api/reset-requests': { POST: requestByApi },
  '/api/reset-requests/{cause}': { GET: readState },
  '/api/key': { GET: readKey },
}

/** The description of the API, which needs no key. */
export const OPENAPI_PATH = '/api/openapi.json'

/** Handles every path below `/api`. All errors are `application/problem+json`. */
export async function answerApi(app: ApiServices, request: Request): Promise<Response> {
  const { keys } = app.config.api
  const path = new URL(request.url).pathname.replace(/\/$/, '')
  if (keys.length === 0) return notFound()
  const { id } = requestContextFrom(request.headers)
  if (isFromBrowser(request.headers)) {
    app.log.warn('origin_refused', { requestId: id })
    return problemJson(403, 'No page may call this')
  }
  if (path === OPENAPI_PATH) {
    return request.method === 'GET' ? Response.json(openApi(app.config)) : notAllowed(['GET'])
  }
  const found = routeOf(path)
  if (!found) return notFound()
  const handle = found.handlers[request.method]
  if (!handle) return notAllowed(Object.keys(found.handlers))
  const key = findKey(keys, request.headers.get('authorization'))
  if (!key) {
    app.log.warn('api_refused', { outcome: 'key', requestId: id })
    return problemJson(401, 'The key is missing or unknown', { 'WWW-Authenticate': 'Bearer' })
  }
  const call = { app, key, request, id, parameter: found.parameter }
  return answerCall(call, handle)
}

async function answerCall(call: ApiCall, handle: Handler): Promise<Response> {
  const { app, key, id } = call
  const refused = { api: key.name, requestId: id }
  try {
    const waitSeconds = await app.limiter.count('api', key.name)
    if (waitSeconds !== null) {
      app.log.warn('rate_limited', { outcome: 'api', ...refused })
      return tooMany(waitSeconds)
    }
    const answer = await handle(call)
    if (CLIENT_FAULTS.has(answer.status)) {
      app.log.warn('api_refused', { outcome: String(answer.status), ...refused })
    }
    return answer
  } catch {
    app.log.error('server_error', { outcome: 'api', ...refused })
    return problemJson(503, 'Nothing can be accepted now', { 'Retry-After': '5' })
  }
}

/** Answers that a program's author has to look into. */
const CLIENT_FAULTS: ReadonlySet<number> = new Set([400, 409, 413, 415, 422, 501])

/** Finds the handlers of a path. @returns null for an unknown path */
function routeOf(path: string) {
  for (const [route, handlers] of Object.entries(API_ROUTES)) {
    const [start = '', variable] = route.split('{')
    if (variable === undefined ? path === route : isBelow(path, start)) {
      return { handlers, parameter: variable === undefined ? '' : path.slice(start.length) }
    }
  }
  return null
}

const isBelow = (path: string, start: string) =>
  path.startsWith(start) && /^[^/]+$/.test(path.slice(start.length))

const notFound = () => problemJson(404, 'There is nothing here')

const notAllowed = (methods: readonly string[]) =>
  problemJson(405, 'Method not allowed', { Allow: methods.join(', ') })
