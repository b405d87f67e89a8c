import type { FormLimit } from '#lib/reset/limits.ts'
import type { PagePath } from './page-cache.ts'

type Form = { readonly limit: FormLimit; readonly fields: readonly string[] }

type PageRoute = {
  kind: 'page'
  methods: readonly string[]
  page: PagePath
  /** Page for a query with an address. */
  prefilled?: PagePath
  /** The form on the page: its limit, and the names of its fields. */
  form?: Form
}
type Route = PageRoute | { kind: 'route'; methods: readonly string[] }

const READ = ['GET', 'HEAD']

const page = (path: PagePath): [string, Route] => [
  path,
  { kind: 'page', methods: READ, page: path },
]
const form = (path: PagePath, form: Form, prefilled?: PagePath): [string, Route] => [
  path,
  {
    kind: 'page',
    methods: [...READ, 'POST'],
    page: path,
    form,
    ...(prefilled && { prefilled }),
  },
]
const REQUEST: Form = { limit: 'requests', fields: ['email'] }
const WITH_LINK: Form = { limit: 'passwords', fields: ['link', 'password', 'confirmPassword'] }
const CHANGE: Form = { limit: 'passwords', fields: ['account', 'password', 'confirmPassword'] }

const route = (path: string): [string, Route] => [path, { kind: 'route', methods: READ }]

const ROUTES = new Map([
  route(''),
  form('/forgot-password', REQUEST, '/forgot-password/prefilled'),
  page('/forgot-password/sent'),
  form('/change-password', CHANGE),
  page('/change-password/done'),
  form('/change-password/expired', REQUEST),
  page('/other-action'),
  form('/change-password/with-link', WITH_LINK),
  route('/actions'),
  route('/change_password'),
  route('/favicon.ico'),
  route('/logo'),
  route('/healthz'),
  route('/readyz'),
  route('/.well-known/change-password'),
])

/** What there is at a path, with a slash at its end or without: all that the proxy lets pass. */
export const matchRoute = (path: string): Route | undefined => ROUTES.get(path.replace(/\/$/, ''))

/** The page that is shown at a place: another one where the query holds an address. */
export const pageFor = (place: PageRoute, query: URLSearchParams): PagePath =>
  (query.has('email') && place.prefilled) || place.page
