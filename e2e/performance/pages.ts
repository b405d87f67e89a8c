import type { OpenedSite } from './opened-site.ts'

/** A request of a page. */
export type Page = {
  readonly path: string
  readonly url: string
  /** Headers of the request. */
  readonly headers: Record<string, string>
}

/** Pages with a form, which must fit into the first flight. */
export const FORMS = ['/forgot-password', '/change-password'] as const

/** Paths of all pages. */
export const PATHS = [
  ...FORMS,
  '/forgot-password?email=ada%40example.com',
  '/forgot-password/sent',
  '/change-password/done',
  '/change-password/expired',
  '/change-password/with-link',
  '/no/such/page',
]

/** Makes the request of a page, with the cookie that opens it. */
export const pageAt = ({ url, cookies }: OpenedSite, path: string): Page => {
  const cookie = cookies[path]
  return { path, url: `${url}${path}`, headers: cookie ? { cookie } : {} }
}
