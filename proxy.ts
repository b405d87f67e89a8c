import { type NextRequest, NextResponse } from 'next/server'
import { isSameOrigin } from '#lib/http/origin.ts'
import { pagePolicy } from '#lib/http/page-policy.ts'
import { secondsToWait, WAIT_HEADER } from '#lib/http/waiting.ts'
import { LOCALES } from '#lib/i18n/messages.ts'
import { site } from '#lib/site.ts'

/** Every path but those of route handlers and files, which need nothing of what is done here. */
export const config = {
  matcher: [
    '/((?!_next/static|logo$|healthz$|readyz$|actions/?$|change_password/?$|one-time-password-token-notification/?$|\\.well-known/change-password$).+)',
  ],
}

const PAGES = new Set([
  '/forgot-password',
  '/forgot-password/sent',
  '/change-password',
  '/change-password/done',
  '/change-password/expired',
])

const METHODS = new Set(['GET', 'HEAD', 'POST'])
const Allow = [...METHODS].join(', ')

/** In bytes. Next would read a larger one and then fail. */
const LARGEST_FORM = 16 * 1024

/** Gives a page its language and its policy; refuses forms of other sites, too large, or too many. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { siteUrl, log } = site()
  const { headers, method, nextUrl } = request
  const path = nextUrl.pathname.replace(/\/$/, '')
  if (!METHODS.has(method)) return new NextResponse(null, { status: 405, headers: { Allow } })
  if (!PAGES.has(path)) return page(request, '/missing', 404)
  if (method !== 'POST') return page(request, path)

  if (!isSameOrigin(headers, siteUrl)) {
    log.warn('origin_refused', { requestId: headers.get('x-request-id') ?? '' })
    return new NextResponse(null, { status: 403 })
  }
  if (!(Number(headers.get('content-length')) <= LARGEST_FORM)) {
    return new NextResponse(null, { status: 413 })
  }
  const wait = await secondsToWait(
    site(),
    path === '/change-password' ? 'passwords' : 'requests',
    headers,
  )
  if (wait === null) return page(request, path)
  headers.set(WAIT_HEADER, String(wait))
  // A form that is sent by script shows it in its place; its action reads the header.
  if (headers.has('next-action')) return page(request, path)
  // Next would look for the form's action on that page, and answer 409 with a line of text.
  headers.delete('content-type')
  const answer = page(request, '/too-many', 429)
  answer.headers.set('retry-after', String(wait))
  return answer
}

function page({ headers, nextUrl }: NextRequest, path: string, status = 200): NextResponse {
  const url = nextUrl.clone()
  url.pathname = `/${LOCALES[0]}${path}`
  const policy = pagePolicy(crypto.randomUUID(), site().config.brand.color)
  headers.set('content-security-policy', policy)
  const answer = NextResponse.rewrite(url, { request: { headers }, status })
  answer.headers.set('content-security-policy', policy)
  return answer
}
