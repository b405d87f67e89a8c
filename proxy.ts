import { type NextRequest, NextResponse } from 'next/server'
import { isSameOrigin } from '#lib/http/origin.ts'
import { pagePolicy } from '#lib/http/page-policy.ts'
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

/** Gives a page its language and its content security policy, and refuses forms of other sites. */
export function proxy(request: NextRequest): NextResponse {
  const { siteUrl, log, config: settings } = site()
  const { headers, method, nextUrl } = request
  if (!METHODS.has(method)) return new NextResponse(null, { status: 405, headers: { Allow } })
  if (method === 'POST' && !isSameOrigin(headers, siteUrl)) {
    log.warn('origin_refused', { requestId: headers.get('x-request-id') ?? '' })
    return new NextResponse(null, { status: 403 })
  }
  if (method === 'POST' && !(Number(headers.get('content-length')) <= LARGEST_FORM)) {
    return new NextResponse(null, { status: 413 })
  }
  const path = nextUrl.pathname.replace(/\/$/, '')
  const isPage = PAGES.has(path)
  const page = nextUrl.clone()
  page.pathname = `/${LOCALES[0]}${isPage ? path : '/missing'}`
  const policy = pagePolicy(crypto.randomUUID(), settings.brand.color)
  headers.set('content-security-policy', policy)
  const status = isPage ? 200 : 404
  const answer = NextResponse.rewrite(page, { request: { headers }, status })
  answer.headers.set('content-security-policy', policy)
  return answer
}
