import type { LimitName } from '#lib/limits/limits.ts'
import type { PagePath } from './page-sources.ts'

type Place = { methods: readonly string[] } & (
  | { kind: 'route' }
  | {
      kind: 'page'
      page: PagePath
      /** What is shown where the query holds an address. */
      prefilled?: PagePath
      /** What limits the form of the page; a page without takes none. */
      form?: LimitName
    }
)

const READ = ['GET', 'HEAD']

const page = (path: PagePath): [string, Place] => [
  path,
  { kind: 'page', methods: READ, page: path },
]
const form = (path: PagePath, limit: LimitName, prefilled?: PagePath): [string, Place] => [
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

/** What there is at a path, which has no slash at its end: all that the proxy lets pass. */
export const placeAt = (path: string): Place | undefined => PLACES.get(path)
