import { type NextRequest, NextResponse } from 'next/server'
import { actionsOf, validateFormBody } from '#server/http/form-body.ts'
import { countFormPost } from '#server/http/form-limit.ts'
import { rejectForeignForm, rejectForm, rejectMethod } from '#server/http/form-rejection.ts'
import { localeIn } from '#server/http/language.ts'
import { isSameOrigin, isSelfRequest } from '#server/http/request-source.ts'
import { matchRoute, pageFor } from '#server/http/routes.ts'
import { runAction, showPage, showProblem } from '#server/http/show-page.ts'
import { services } from '#server/services.ts'

/** All paths but the build's files, and the webhooks and the API, whose whole body Next would buffer here. */
export const config = {
  matcher: [
    '/((?!_next/static/|(?:one-time-password-token-notification|mail-events)/?$|api(?:/|$)).*)',
  ],
}

/** Routes a request: rejects, shows a page or runs an action. Nothing is decoded before it is checked. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { method, headers, nextUrl } = request
  if (isSelfRequest(headers)) return NextResponse.next()
  const route = matchRoute(nextUrl.pathname, services().upstream)
  if (!route) return showProblem(localeIn(headers), 404, { kind: 'not-found' })
  if (!route.methods.includes(method)) return rejectMethod(request, route.methods)
  if (route.kind === 'handler') return NextResponse.next()
  const page = pageFor(route.path, nextUrl.searchParams)
  if (!route.form || method !== 'POST') return showPage(request, page)
  if (!isSameOrigin(headers, services().siteUrl)) return rejectForeignForm(request)
  const body = await validateFormBody(request, actionsOf(page))
  if (body.kind !== 'valid') return rejectForm(request, body)
  const { limit } = route.form
  const waitSeconds = await countFormPost(services(), { limit, fields: body.fields }, headers)
  if (waitSeconds !== null) return rejectForm(request, { kind: 'limited', waitSeconds })
  return runAction(request, page)
}
