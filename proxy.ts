import { type NextRequest, NextResponse } from 'next/server'
import type { FormLimit } from '#lib/reset/limits.ts'
import { actionsOf } from '#server/http/action-ids.ts'
import { validateFormBody } from '#server/http/form-body.ts'
import { countFormPost, WAIT_HEADER } from '#server/http/form-limit.ts'
import { rejectOutdatedForm, rejectRequest } from '#server/http/form-rejection.ts'
import type { PagePath } from '#server/http/page-cache.ts'
import { matchRoute, pageFor } from '#server/http/routes.ts'
import { isSameOrigin } from '#server/http/same-origin.ts'
import {
  SELF_CHECK_HEADER,
  SELF_REQUEST_HEADER,
  selfRequestToken,
} from '#server/http/self-request.ts'
import { showPage } from '#server/http/show-page.ts'
import { services } from '#server/services.ts'

/** Everything but the files of the build, and the webhook: its body would be held here to its end. */
export const config = {
  matcher: ['/((?!_next/static/|one-time-password-token-notification/?$).*)'],
}

/** Decides what a request may do, before anything of it is decoded. */
export async function proxy(request: NextRequest): Promise<Response> {
  if (request.headers.get(SELF_REQUEST_HEADER) === selfRequestToken()) return NextResponse.next()
  const { pathname, searchParams } = request.nextUrl
  const place = matchRoute(pathname)
  if (!place) return showPage(request, '/missing', { status: 404 })
  if (!place.methods.includes(request.method)) {
    return rejectRequest(request, 405, { Allow: place.methods.join(', ') })
  }
  if (place.kind === 'route') return NextResponse.next()
  const page = pageFor(place, searchParams)
  if (place.form && request.method === 'POST') return takeForm(request, page, place.form.limit)
  return showPage(request, page)
}

/** Passes a form on to its action if it comes from this site, is valid, and is within the limits. */
async function takeForm(request: NextRequest, page: PagePath, limit: FormLimit): Promise<Response> {
  const { headers } = request
  if (!isSameOrigin(headers, services().siteUrl)) {
    services().log.warn('origin_refused', { requestId: headers.get('x-request-id') ?? '' })
    return rejectRequest(request, 403)
  }
  const posted = await validateFormBody(request, actionsOf(page))
  if (posted.kind === 'outdated') return rejectOutdatedForm(request)
  if (posted.kind === 'refused') return rejectRequest(request, posted.status)

  // Next itself refuses a form with `Origin: null`.
  headers.set('origin', services().siteUrl)
  const isSelfCheck = headers.get(SELF_CHECK_HEADER) === selfRequestToken()
  const wait = isSelfCheck
    ? null
    : await countFormPost(services(), { limit, fields: posted.fields }, headers)
  if (wait === null) return showPage(request, page, { action: true })
  headers.set(WAIT_HEADER, String(wait))
  // A form that JavaScript sent shows the wait itself: its action reads the header.
  if (headers.has('next-action')) return showPage(request, page, { action: true })
  const answer = await showPage(request, '/too-many', { status: 429 })
  answer.headers.set('retry-after', String(wait))
  return answer
}
