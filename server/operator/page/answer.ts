import type { Log } from '#lib/log/log.ts'
import { readText } from '#lib/read-body.ts'
import { NO_CONTENT_CSP, PAGE_HEADERS } from '#server/http/security-headers.ts'
import type { Metrics } from '#server/operator/metrics.ts'
import {
  type Access,
  type AccessSite,
  accessOf,
  checkToken,
  isHttps,
  isLocalHost,
  isOwnForm,
} from './access.ts'
import type { Renderer } from './render.tsx'
import { endedSession, sessionCookie } from './session.ts'
import { readView, type Settled, type ViewSite } from './view.ts'

/** Everything that the operator's page needs. */
export type OpsSite = ViewSite &
  AccessSite & {
    readonly log: Log
    readonly metrics: Pick<Metrics, 'text' | 'contentType'>
    readonly render: Renderer
  }

const MAX_FORM_BYTES = 16 * 1024

const HEADERS = { ...PAGE_HEADERS, 'Content-Security-Policy': NO_CONTENT_CSP }

const text = (status: number, words: string, headers: Record<string, string> = {}) =>
  new Response(`${words}\n`, {
    status,
    headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  })

const redirect = (location: string, headers: Record<string, string> = {}) =>
  new Response(null, { status: 303, headers: { ...HEADERS, Location: location, ...headers } })

function page({ render }: OpsSite, html: string, status = 200): Response {
  const headers = { ...PAGE_HEADERS, 'Content-Security-Policy': render.policy }
  return new Response(html, {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' },
  })
}

/**
 * Answers a request to the operator's port.
 * @param client address of the socket: a header of a proxy could be forged
 */
export async function answerOps(
  site: OpsSite,
  request: Request,
  client: string,
): Promise<Response> {
  const { method, url } = request
  const { pathname } = new URL(url)
  if (site.tokenHash === null && !isLocalHost(url)) {
    site.log.warn('ops_refused', { outcome: 'host' })
    return text(421, 'This page answers at localhost only.')
  }
  const handle = HANDLERS[pathname]
  if (!handle) return text(404, 'There is nothing here.')
  const isRead = method === 'GET' || method === 'HEAD'
  if (method !== handle.method && !(isRead && handle.method === 'GET'))
    return text(405, 'Method not allowed.', { Allow: handle.method })
  const access = handle.isOpen ? 'open' : await accessOf(site, request, client)
  if (access === 'refused' || access === 'wrong' || access === 'blocked')
    return refuse(site, access, pathname)
  // A program with a token needs no origin: no page can send the token.
  if (!isRead && access !== 'bearer' && !isOwnForm(request)) {
    site.log.warn('ops_refused', { outcome: 'origin' })
    return text(403, 'This form comes from another site.')
  }
  return handle.answer(site, request, { client, access })
}

/** Refuses a request without the right token. A browser gets the form to sign in. */
function refuse(site: OpsSite, access: 'refused' | 'wrong' | 'blocked', path: string): Response {
  if (access !== 'refused')
    site.log.warn('ops_refused', { outcome: access === 'wrong' ? 'token' : 'too-many' })
  if (access === 'blocked') return text(429, 'Too many wrong tokens.', { 'Retry-After': '600' })
  if (access === 'wrong' || path === '/metrics')
    return text(401, 'The token is missing or wrong.', { 'WWW-Authenticate': 'Bearer' })
  return page(site, site.render.signIn(null), 401)
}

type Handler = {
  readonly method: 'GET' | 'POST'
  /** True if no right is needed. */
  readonly isOpen?: true
  readonly answer: (
    site: OpsSite,
    request: Request,
    from: { readonly client: string; readonly access: Access },
  ) => Promise<Response>
}

const HANDLERS: Readonly<Record<string, Handler>> = {
  '/': {
    method: 'GET',
    async answer(site, { url }, { access }) {
      const query = new URL(url).searchParams
      const view = await readView(site, {
        settled: settledIn(query),
        // No cause is longer.
        cause: query.get('cause')?.trim().slice(0, 36) || null,
        hasSession: access === 'session',
      })
      return page(site, site.render.page(view))
    },
  },
  '/metrics': {
    method: 'GET',
    answer: async ({ metrics }) =>
      text(200, await metrics.text(), { 'Content-Type': metrics.contentType }),
  },
  '/sign-in': { method: 'POST', isOpen: true, answer: signIn },
  '/sign-out': {
    method: 'POST',
    answer: async (_, request) => redirect('/', { 'Set-Cookie': endedSession(isHttps(request)) }),
  },
  '/dead-letters': { method: 'POST', answer: settleDeadLetters },
}

/** Reads a form. It is empty if it is too large or breaks off. */
const readForm = async (request: Request) =>
  new URLSearchParams((await readText(request.body, MAX_FORM_BYTES).catch(() => null)) ?? '')

async function signIn(
  site: OpsSite,
  request: Request,
  { client }: { client: string },
): Promise<Response> {
  const { tokenHash, sealer, now, log, render } = site
  if (tokenHash === null) return redirect('/')
  const token = (await readForm(request)).get('token')?.trim() ?? ''
  const checked = checkToken(site, tokenHash, token, client)
  if (checked === 'right') {
    log.info('ops_action', { outcome: 'sign-in' })
    const cookie = await sessionCookie({ sealer, now, tokenHash }, isHttps(request))
    return redirect('/', { 'Set-Cookie': cookie })
  }
  log.warn('ops_refused', { outcome: checked === 'wrong' ? 'token' : 'too-many' })
  return page(site, render.signIn(checked), checked === 'wrong' ? 401 : 429)
}

/** Retries or drops dead letters: those with the ids of the form, or all if it says so. */
async function settleDeadLetters({ store, log }: OpsSite, request: Request): Promise<Response> {
  const form = await readForm(request)
  const verb = form.get('verb')
  const ids = form.getAll('id')
  const isWhole = ids.length > 0 || form.has('all')
  if ((verb !== 'retry' && verb !== 'drop') || !isWhole)
    return text(400, 'The form has no command.')
  const settled = await store.deadLetters.settle(verb, ids).catch(() => null)
  if (settled === null) return text(503, 'The database does not answer.', { 'Retry-After': '5' })
  log.info('ops_action', { outcome: verb })
  const of = (...outcomes: string[]) =>
    String(settled.filter(({ outcome }) => outcomes.includes(outcome)).length)
  const counts = {
    retried: of('retried'),
    dropped: of('dropped'),
    left: of('too-late', 'unknown-key'),
  }
  return redirect(`/?${new URLSearchParams(counts)}#dead-letters`)
}

/** Reads the result of a command from the address, which could have been typed. */
function settledIn(query: URLSearchParams): Settled | null {
  if (!query.has('retried')) return null
  const of = (name: string) => Number(/^\d{1,6}$/.exec(query.get(name) ?? '')?.[0] ?? 0)
  return { retried: of('retried'), dropped: of('dropped'), left: of('left') }
}
