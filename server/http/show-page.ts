import { randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import type { Locale } from '#messages/locales.ts'
import { services } from '#server/services.ts'
import { HTML } from './cached-page.ts'
import { type CspSources, contentSecurityPolicy } from './csp.ts'
import { languageHeaders, localeIn } from './language.ts'
import { cachedPage, nonceSources, problemPage } from './page-cache.ts'
import type { PagePath } from './routes.ts'

const POLICY = 'content-security-policy'

/** Shows a page in the language of the request. */
export async function showPage(request: NextRequest, path: PagePath): Promise<Response> {
  const locale = localeIn(request.headers)
  const page = await cachedPage(services(), locale, path)
  if (!page) return showWithNonce(request, path)
  // `serve-cached-page.ts` has answered navigations. JavaScript gets the data of the page.
  const headers = { ...languageHeaders(locale), [POLICY]: policyOf(page.sources) }
  return NextResponse.rewrite(innerUrl(request, path), { headers })
}

/** Passes a posted form to its action, which then shows its page or redirects. */
export async function runAction(request: NextRequest, path: PagePath): Promise<Response> {
  const { headers } = request
  // Next itself refuses a form with `Origin: null`.
  headers.set('origin', services().siteUrl)
  // JavaScript gets data, with the policy of all answers that are not pages.
  return headers.has('next-action')
    ? NextResponse.rewrite(innerUrl(request, path), { request: { headers } })
    : showWithNonce(request, path)
}

/** Answers with the page of a problem. */
export async function showProblem(
  locale: Locale,
  status: number,
  problem: Parameters<typeof problemPage>[2],
  headers: Record<string, string> = {},
): Promise<Response> {
  const page = await problemPage(services(), locale, problem)
  // Next compresses it.
  return new Response(page.body('identity'), {
    status,
    headers: {
      ...headers,
      ...languageHeaders(locale),
      [POLICY]: policyOf(page.sources),
      'content-type': HTML,
    },
  })
}

/** Lets Next render a page for one answer, whose scripts carry a nonce. */
async function showWithNonce(request: NextRequest, path: PagePath): Promise<Response> {
  const { headers } = request
  const nonce = randomUUID()
  // Next takes the nonce from here, and writes it to every script that it puts into the page.
  headers.set(POLICY, `script-src 'nonce-${nonce}'`)
  const answer = NextResponse.rewrite(innerUrl(request, path), { request: { headers } })
  const locale = localeIn(headers)
  answer.headers.set(POLICY, policyOf(await nonceSources(services(), locale, path, nonce)))
  for (const [name, value] of Object.entries(languageHeaders(locale)))
    answer.headers.set(name, value)
  return answer
}

/** Builds the URL of a rewrite. `request.nextUrl` turns 127.x.x.x into `localhost`: another origin to Next. */
function innerUrl(request: NextRequest, path: PagePath): URL {
  const url = new URL(request.url)
  url.pathname = `/${localeIn(request.headers)}${path}`
  return url
}

const policyOf = (sources: CspSources) => contentSecurityPolicy(sources, services().config.scripts)
