import type { NextRequest } from 'next/server'
import { REFUSED } from './refused.ts'
import { problemJson } from './responses.ts'
import { showPage } from './show-page.ts'

const TITLES = {
  400: 'Malformed request',
  403: 'Request from another site',
  405: 'Method not allowed',
  413: 'Content too large',
  415: 'Unsupported media type',
}

/** Refuses a request: a person gets a page that leads on, our script a word, a program the problem. */
export async function rejectRequest(
  request: NextRequest,
  status: keyof typeof TITLES,
  headers: Record<string, string> = {},
): Promise<Response> {
  if (request.headers.has('next-action')) {
    return new Response(REFUSED, { status, headers: { ...headers, 'Content-Type': 'text/plain' } })
  }
  const isPerson = request.method === 'POST' && request.headers.get('accept')?.includes('text/html')
  if (!isPerson) return problemJson(status, TITLES[status], headers)
  const answer = await showPage(request, '/refused', { status })
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
  return answer
}

/**
 * Answers a form of another build, whose action is not in this one. The page leads back to the form
 * as it is now; script is told in Next's own way, and loads the page anew.
 */
export const rejectOutdatedForm = async (request: NextRequest): Promise<Response> =>
  request.headers.has('next-action')
    ? problemJson(409, 'Outdated form', { 'x-nextjs-action-not-found': '1' })
    : showPage(request, '/outdated', { status: 409 })
