import { NextResponse } from 'next/server'
import { flowCookie } from '#lib/http/flow.ts'
import { visitOf } from '#lib/http/visit.ts'
import { openLink } from '#lib/reset/open-link.ts'
import { site } from '#lib/site.ts'

/**
 * Where every reset link lands. The link is read and sealed into a cookie, and the browser goes on
 * to a page whose address holds nothing. Nothing is spent: whatever opens links may open this one.
 */
export async function openResetLink(request: Request): Promise<Response> {
  const opened = await openLink(site(), visitOf(request.headers), new URL(request.url).search)
  const open = opened.kind === 'open'
  const answer = new NextResponse(null, {
    status: 303,
    headers: {
      Location: open ? '/change-password' : '/change-password/expired',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    },
  })
  answer.cookies.set(await flowCookie(site(), opened))
  return answer
}
