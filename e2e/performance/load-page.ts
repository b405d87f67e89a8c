import type { Browser, Request } from '@playwright/test'
import type { Page } from './pages.ts'

/** One answer that a browser got for a page, in bytes on the wire. */
export type Load = {
  readonly url: string
  readonly kind: Kind
  readonly status: number
  readonly body: number
  readonly headers: number
}

export const KINDS = ['html', 'css', 'js', 'other'] as const

type Kind = (typeof KINDS)[number]

const KIND_OF: Partial<Record<string, Kind>> = { document: 'html', stylesheet: 'css', script: 'js' }

/**
 * Opens a page in a browser that knows nothing yet, as a customer with script does.
 * Waits until there is nothing more to ask for.
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
    /** What the page wanted, whether or not its policy let the browser ask. */
    asked: requests.map((request) => request.url()),
    loads: loads.filter((load) => load !== null),
  }
}

/** What was answered; null where the page's policy kept the browser from asking. */
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

/** The sum of what was loaded, of some kinds or of all. */
export const bytesOf = (loads: readonly Load[], kinds: readonly Kind[] = KINDS) =>
  loads.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { body }) => sum + body, 0)

/** The same, with the headers of the answers. */
export const bytesOnWire = (loads: readonly Load[]) =>
  loads.reduce((sum, { body, headers }) => sum + body + headers, 0)
