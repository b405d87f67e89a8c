import { NextResponse } from 'next/server'
import { openLink } from '#lib/reset/open-link.ts'
import { flowCookie } from '#server/http/cookies.ts'
import { languageCookie } from '#server/http/language.ts'
import { otherActionUrl } from '#server/http/other-action.ts'
import { requestContextFrom } from '#server/http/request-context.ts'
import { services } from '#server/services.ts'

/**
 * Handles every link in a mail. Seals a reset link into a cookie, and redirects to a page whose address
 * holds no token. Spends nothing, because mail scanners open links too. A link with another action
 * redirects to the operator's other program, unless it holds one of our tokens.
 */
export async function openMailedLink(request: Request): Promise<Response> {
  const { search } = new URL(request.url)
  const context = requestContextFrom(request.headers)
  const opened = await openLink(services(), context, search)
  if (opened.kind === 'other-action') {
    const { otherActionsUrl } = services().config
    const isPassedOn = opened.isForeign && otherActionsUrl !== null
    return seeOther(isPassedOn ? otherActionUrl(otherActionsUrl, search) : '/other-action')
  }
  const answer = seeOther(PAGES[opened.kind])
  answer.cookies.set(await flowCookie(services(), opened))
  // Set no cookie if the browser prefers the language of the link anyway.
  const locale = services().config.locales.find((offered) => offered === opened.locale)
  if (locale && locale !== context.locale)
    answer.headers.append('Set-Cookie', languageCookie(locale))
  return answer
}

/** Pages of opened links. */
const PAGES = {
  open: '/change-password',
  'invalid-link': '/change-password/expired',
  'not-me': '/not-me',
  invited: '/forgot-password/invited',
} as const

const seeOther = (location: string): NextResponse =>
  new NextResponse(null, {
    status: 303,
    headers: {
      Location: location,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    },
  })
