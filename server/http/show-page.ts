import { randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { LOCALES } from '#messages/locales.ts'
import { services } from '#server/services.ts'
import { HTML } from './cached-page.ts'
import { contentSecurityPolicy } from './csp.ts'
import { cachedPage, nonceSources, type PagePath } from './page-cache.ts'

const POLICY = 'content-security-policy'

/**
 * Answers with a page in the default language, under a policy of its own.
 * @param action the request is a form, whose action runs before the page is made
 */
export async function showPage(
  request: NextRequest,
  path: PagePath,
  { status = 200, action = false } = {},
): Promise<NextResponse> {
  const { headers } = request
  const { scripts } = services().config
  // `request.nextUrl` says `localhost` for every 127.x.x.x: a rewrite to it would be one to another origin.
  const url = new URL(request.url)
  url.pathname = `/${LOCALES[0]}${path}`
  const kept = action ? null : await cachedPage(services(), path)
  if (kept) {
    const own = { [POLICY]: contentSecurityPolicy(kept.sources, scripts) }
    // A browser that asks for the page has been answered in front; script asks for it as data.
    if (status === 200) return NextResponse.rewrite(url, { headers: own })
    return new NextResponse(kept.body('identity'), {
      status,
      headers: { ...own, 'content-type': HTML },
    })
  }
  const nonce = randomUUID()
  // Next takes the nonce from here, and writes it to every script that it puts into the page.
  headers.set(POLICY, `script-src 'nonce-${nonce}'`)
  // It would look for a form's action on a page that has none.
  if (!action) for (const name of ['content-type', 'next-action']) headers.delete(name)
  const answer = NextResponse.rewrite(url, { request: { headers }, status })
  answer.headers.set(
    POLICY,
    contentSecurityPolicy(await nonceSources(services(), path, nonce), scripts),
  )
  return answer
}
