import type { Browser, Request } from '@playwright/test'
import type { Page } from './pages.ts'

/** An answer that a browser got for a page, in bytes on the wire. */
export type Load = {
  readonly url: string
  readonly kind: Kind
  readonly status: number
  readonly body: number
  readonly headers: number
}

/** Kinds of files that a page loads. */
export const KINDS = ['html', 'css', 'js', 'other'] as const

type Kind = (typeof KINDS)[number]

const KIND_OF: Partial<Record<string, Kind>> = { document: 'html', stylesheet: 'css', script: 'js' }

/**
 * Opens a page in a fresh browser with JavaScript, and waits until it loads nothing more.
 * @returns the requests, and the answers in bytes
 */
export async function loadPage(browser: Browser, { url, headers }: Pick<Page, 'url' | 'headers'>) {
  const context = await browser.newContext({
    extraHTTPHeaders: { ...headers, 'Accept-Encoding': 'gzip' },
  })
  const page = await context.newPage()
  const requests: Request[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request)
  })
  const answer = await page.goto(url, { waitUntil: 'networkidle' })
  const policy = answer?.headers()['content-security-policy'] ?? ''
  const html = (await answer?.text()) ?? ''
  const loads = await Promise.all(requests.map(loadOf))
  await context.close()
  return {
    html,
    policy,
    /** URLs of all requests, including those that the CSP blocked. */
    asked: requests.map((request) => request.url()),
    loads: loads.filter((load) => load !== null),
  }
}

/** Measures an answer; null if the CSP blocked the request. */
async function loadOf(request: Request): Promise<Load | null> {
  const answer = await request.response()
  if (!answer) return null
  const { responseBodySize, responseHeadersSize } = await request.sizes()
  return {
    url: request.url(),
    kind: KIND_OF[request.resourceType()] ?? 'other',
    status: answer.status(),
    body: responseBodySize,
    headers: responseHeadersSize,
  }
}

/** Sums the bytes of all answers, or of some kinds. */
export const bytesOf = (loads: readonly Load[], kinds: readonly Kind[] = KINDS) =>
  loads.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { body }) => sum + body, 0)

/** Sums the bytes of all answers with their headers. */
export const bytesOnWire = (loads: readonly Load[]) =>
  loads.reduce((sum, { body, headers }) => sum + body + headers, 0)
