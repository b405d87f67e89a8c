import { existsSync, globSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { config } from '../../proxy.ts'
import { matchRoute, PAGE_PATHS, pageFor } from './routes.ts'

const WEBHOOKS = ['/one-time-password-token-notification', '/mail-events']

const isSeen = (path: string) => config.matcher.some((source) => RegExp(`^${source}$`).test(path))

test('each page of the app has a route, and each route a page', () => {
  const paths = globSync('app/[[]locale]/**/page.tsx')
    .map((path) => dirname(path).replace('app/[locale]', ''))
    .map((path) => path.replace('[kind]', 'x'))
  const routes = new Set(PAGE_PATHS.map((path) => path.replace(/^\/problem\/.*/, '/problem/x')))
  expect(paths.toSorted()).toEqual([...routes].toSorted())
})

test('each route handler and public file has a route, except the webhooks', () => {
  const handlers = globSync(['app/**/route.ts', 'app/.well-known/**/route.ts']).map((path) =>
    dirname(path).replace(/^app/, ''),
  )
  const files = globSync('public/**/*.*').map((path) => path.replace(/^public/, ''))
  expect(files).toContain('/robots.txt')
  const paths = [...handlers, ...files].map((path) => path || '/')
  expect(paths.filter((path) => matchRoute(path)?.kind !== 'handler').toSorted()).toEqual(
    WEBHOOKS.toSorted(),
  )
})

test.each(WEBHOOKS)(
  'the proxy sees every request but those for %s and for files of the build',
  (webhook) => {
    expect(existsSync(`app${webhook}/route.ts`)).toBe(true)
    for (const path of [webhook, `${webhook}/`, '/_next/static/a.js'])
      expect(isSeen(path)).toBe(false)
    for (const path of ['/', `${webhook}/x`, `/x${webhook}`, '/_next/image', ...PAGE_PATHS])
      expect(isSeen(path)).toBe(true)
  },
)

test('the proxy sees no request to the API', () => {
  for (const path of ['/api', '/api/', '/api/reset-requests', '/api/reset-requests/1'])
    expect(isSeen(path)).toBe(false)
  for (const path of ['/apis', '/x/api']) expect(isSeen(path)).toBe(true)
})

test('a trailing slash is ignored, and an inner page has no route', () => {
  expect(matchRoute('/forgot-password/')).toEqual(matchRoute('/forgot-password'))
  expect(matchRoute('/')).toMatchObject({ kind: 'handler' })
  for (const path of ['', '/forgot-password//', '/forgot-password/prefilled', '/problem/refused'])
    expect(matchRoute(path)).toBeNull()
  for (const path of ['/constructor', '/__proto__', 'toString']) expect(matchRoute(path)).toBeNull()
})

test('only a page with a variant for an address is shown prefilled', () => {
  const query = new URLSearchParams({ email: '' })
  expect(pageFor('/forgot-password', query)).toBe('/forgot-password/prefilled')
  expect(pageFor('/forgot-password', new URLSearchParams())).toBe('/forgot-password')
  expect(pageFor('/change-password', query)).toBe('/change-password')
})
