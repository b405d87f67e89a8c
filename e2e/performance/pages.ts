import type { OpenedSite } from './opened-site.ts'

/** A page as somebody comes to it. */
export type Page = {
  readonly path: string
  readonly url: string
  /** What the browser sends along. */
  readonly headers: Record<string, string>
}

/** The pages whose first flight is counted: those with a form. */
export const FORMS = ['/forgot-password', '/change-password'] as const

/** Where every page of the site is. */
export const PATHS = [
  ...FORMS,
  '/forgot-password?email=ada%40example.com',
  '/forgot-password/sent',
  '/change-password/done',
  '/change-password/expired',
  '/change-password/with-link',
  '/no/such/page',
]

/** A page of a site. The one that changes a password is there for whoever has opened a link. */
export const pageAt = ({ url, cookie }: OpenedSite, path: string): Page => ({
  path,
  url: `${url}${path}`,
  headers: path === '/change-password' ? { cookie } : {},
})
