import { randomUUID } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { LOCALES } from '#lib/i18n/messages.ts'
import { site } from '#lib/site.ts'
import { NO_SCRIPTS, pagePolicy } from './page-policy.ts'
import { isKept, type PagePath, sourcesOf } from './page-sources.ts'

const POLICY = 'content-security-policy'

/**
 * Answers with a page in the customer's language, under a policy of its own.
 * @param action the request is a form, whose action runs before the page is made
 */
export async function showPage(
  { headers, nextUrl }: NextRequest,
  path: PagePath,
  { status = 200, action = false } = {},
): Promise<NextResponse> {
  const url = nextUrl.clone()
  url.pathname = `/${LOCALES[0]}${path}`
  // Next would look for a form's action on a page that has none.
  if (!action) for (const name of ['content-type', 'next-action']) headers.delete(name)
  const nonce = isKept(path) && !action ? null : randomUUID()
  // Next takes the nonce from here, and writes it to every script that it puts into the page.
  if (nonce) headers.set(POLICY, `script-src 'nonce-${nonce}'`)
  const sources = await sourcesOf(site(), path, nonce)
  const { scripts } = site().config
  const answer = NextResponse.rewrite(url, { request: { headers }, status })
  answer.headers.set(POLICY, pagePolicy(scripts ? sources : { ...sources, scripts: NO_SCRIPTS }))
  return answer
}
