import type { FormLimit } from '#lib/limits/limits.ts'
import type { PagePath } from './pages.ts'

type PagePlace = {
  kind: 'page'
  methods: readonly string[]
  page: PagePath
  /** What is shown where the query holds an address. */
  prefilled?: PagePath
  /** What limits the form of the page; a page without takes none. */
  form?: FormLimit
}
type Place = PagePlace | { kind: 'route'; methods: readonly string[] }

const READ = ['GET', 'HEAD']

const page = (path: PagePath): [string, Place] => [
  path,
  { kind: 'page', methods: READ, page: path },
]
const form = (path: PagePath, limit: FormLimit, prefilled?: PagePath): [string, Place] => [
  path,
  {
    kind: 'page',
    methods: [...READ, 'POST'],
    page: path,
    form: limit,
    ...(prefilled && { prefilled }),
  },
]
const route = (path: string): [string, Place] => [path, { kind: 'route', methods: READ }]

const PLACES = new Map([
  route(''),
  form('/forgot-password', 'requests', '/forgot-password/prefilled'),
  page('/forgot-password/sent'),
  form('/change-password', 'passwords'),
  page('/change-password/done'),
  form('/change-password/expired', 'requests'),
  route('/actions'),
  route('/change_password'),
  route('/favicon.ico'),
  route('/logo'),
  route('/healthz'),
  route('/readyz'),
  route('/.well-known/change-password'),
])

/** What there is at a path, with a slash at its end or without: all that the proxy lets pass. */
export const placeAt = (path: string): Place | undefined => PLACES.get(path.replace(/\/$/, ''))

/** The page that is shown at a place: another one where the query holds an address. */
export const pageAt = (place: PagePlace, query: URLSearchParams): PagePath =>
  (query.has('email') && place.prefilled) || place.page
