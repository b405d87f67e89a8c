import { randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { LOCALES } from '#messages/messages.ts'
import { services } from '#server/services.ts'
import { HTML } from './cached-page.ts'
import { type CspSources, contentSecurityPolicy } from './csp.ts'
import { cachedPage, nonceSources, problemPage } from './page-cache.ts'
import type { PagePath } from './routes.ts'

const POLICY = 'content-security-policy'

/** Shows a page in the default language. */
export async function showPage(request: NextRequest, path: PagePath): Promise<Response> {
  const page = await cachedPage(services(), path)
  if (!page) return showWithNonce(request, path)
  // A browser that navigates was answered before Next. JavaScript gets the data of the page.
  const headers = { [POLICY]: policyOf(page.sources) }
  return NextResponse.rewrite(innerUrl(request, path), { headers })
}

/** Runs the action of a posted form, which then shows its page or redirects. */
export async function runAction(request: NextRequest, path: PagePath): Promise<Response> {
  const { headers } = request
  // Next itself refuses a form with `Origin: null`.
  headers.set('origin', services().siteUrl)
  // JavaScript gets data, under the policy of every answer that is no page.
  return headers.has('next-action')
    ? NextResponse.rewrite(innerUrl(request, path), { request: { headers } })
    : showWithNonce(request, path)
}

/** Answers with the page of a problem. */
export async function showProblem(
  status: number,
  problem: Parameters<typeof problemPage>[1],
  headers: Record<string, string> = {},
): Promise<Response> {
  const page = await problemPage(services(), problem)
  // Next compresses it.
  return new Response(page.body('identity'), {
    status,
    headers: { ...headers, [POLICY]: policyOf(page.sources), 'content-type': HTML },
  })
}

/** Lets Next render a page for one answer, whose scripts carry a nonce. */
async function showWithNonce(request: NextRequest, path: PagePath): Promise<Response> {
  const { headers } = request
  const nonce = randomUUID()
  // Next takes the nonce from here, and writes it to every script that it puts into the page.
  headers.set(POLICY, `script-src 'nonce-${nonce}'`)
  const answer = NextResponse.rewrite(innerUrl(request, path), { request: { headers } })
  answer.headers.set(POLICY, policyOf(await nonceSources(services(), path, nonce)))
  return answer
}

/** `request.nextUrl` says `localhost` for every 127.x.x.x: Next would take the rewrite for another origin. */
function innerUrl(request: NextRequest, path: PagePath): URL {
  const url = new URL(request.url)
  url.pathname = `/${LOCALES[0]}${path}`
  return url
}

const policyOf = (sources: CspSources) => contentSecurityPolicy(sources, services().config.scripts)
