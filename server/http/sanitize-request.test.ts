import { describe, expect, test } from 'vitest'
import { arriving, PROBED } from './arriving-fixture.ts'
import { SELF_HEADERS, selfRequestToken } from './request-source.ts'

test('an API key reaches the API only, however its path is written (NX-06)', async () => {
  const keyed = { authorization: 'Bearer a-key' }
  const keyAt = async (path: string) => (await arriving(path, keyed)).headers.authorization
  for (const path of ['/api', '/api/', '/api/reset-requests?x', '//api/reset-requests'])
    expect(await keyAt(path)).toBe('Bearer a-key')
  for (const path of ['/', '/apis', '/forgot-password?/api/', '/x/api/', '/es/api'])
    expect(await keyAt(path)).toBeUndefined()
})

test('only the doctor learns how its request arrived (NX-06)', async () => {
  const claim = { 'x-forwarded-for': '203.0.113.9, 198.51.100.1', 'x-doctor-view': 'forged' }
  const told = await arriving('/healthz', { ...claim, 'x-doctor': 'genuine' }, 1)
  expect(JSON.parse(String(told.headers['x-doctor-view']))).toEqual({
    forwarded: 2,
    client: '198.51.100.1',
    isIgnored: false,
  })
  expect(told.headers['x-request-id']).toBe(PROBED)
  for (const probe of [{ 'x-doctor': 'forged' }, {}])
    expect((await arriving('/healthz', { ...claim, ...probe }, 1)).headers).not.toHaveProperty(
      'x-doctor-view',
    )
})

test('only a posted form has a User-Agent, bounded and under a name of ours', async () => {
  const agent = { 'user-agent': `Mozilla/5.0 ${'x'.repeat(1000)}`, 'x-user-agent': 'forged' }
  const got = await arriving('/', agent)
  expect(got.headers).not.toHaveProperty('user-agent')
  expect(got.headers).not.toHaveProperty('x-user-agent')
  const { headers } = await arriving('/', agent, undefined, 'POST')
  expect(headers).not.toHaveProperty('user-agent')
  expect(headers['x-user-agent']).toHaveLength(400)
  const { headers: bare } = await arriving('/', { 'x-user-agent': 'forged' }, undefined, 'POST')
  expect(bare).not.toHaveProperty('x-user-agent')
})

test('the host and protocol of a request are the configured ones', async () => {
  const { headers } = await arriving('/', {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
  })
  expect(headers['x-forwarded-host']).toBe('account.example.com')
  expect(headers['x-forwarded-proto']).toBe('https')
})

test('internal headers of Next are removed (NX-06)', async () => {
  const steering = {
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'x-nextjs-data': '1',
    'next-router-state-tree': '%5B',
    'next-resume': '1',
    'x-prerender-revalidate': 'guess',
    ...Object.fromEntries(SELF_HEADERS.map((name) => [name, 'guess'])),
  }
  const kept = { accept: 'text/html', 'next-action': 'id', 'x-vendor-secret': 'secret' }
  const { headers } = await arriving('/', { ...steering, ...kept })
  expect(Object.keys(steering).filter((name) => name in headers)).toEqual([])
  expect(headers).toMatchObject(kept)
})

test.each([
  ['__Host-reset=ey.J_h-b.c', '__Host-reset=ey.J_h-b.c'],
  ['a=%; __Host-reset=eyJ; b=c', '__Host-reset=eyJ'],
  ['__Host-reset=planted; __Host-reset=ours', '__Host-reset=ours'],
  ['__Host-language=es; a=b; __Host-reset=eyJ', '__Host-reset=eyJ; __Host-language=es'],
  ['__Host-reset=%', undefined],
  ['x__Host-reset=eyJ', undefined],
  ['', undefined],
])('of the cookies %j there is left %j', async (cookie, left) => {
  expect((await arriving('/', { cookie })).headers.cookie).toBe(left)
})

test.each([
  ['/forgot-password?_rsc=1', '1'],
  ['/actions?token=secret', undefined],
  ['/healthz/', undefined],
])('%s is asked for as data: %s', async (path, rsc) => {
  expect((await arriving(path, { rsc: '1' })).headers.rsc).toBe(rsc)
})

test.each(SELF_HEADERS)('a request of this process itself keeps %s with its key', async (name) => {
  const { headers } = await arriving('/', { [name]: selfRequestToken() })
  expect(headers[name]).toBe(selfRequestToken())
})

test('TRACE, which `Request` does not support, becomes OPTIONS, which is refused', async () => {
  expect((await arriving('/', {}, 0, 'TRACE')).method).toBe('OPTIONS')
})

test('each request gets a new id, which no client can choose', async () => {
  const claim = { 'x-request-id': 'chosen\tby the sender' }
  const ids = [await arriving('/', claim), await arriving('/', claim)].map(
    ({ headers }) => headers['x-request-id'],
  )
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(ids[0]).not.toBe(ids[1])
})

test.each([
  ['//actions?token=a//b%2F+=&x=?', '/actions?token=a//b%2F+=&x=?'],
  ['///actions//', '/actions/'],
  ['/actions?token=a//b??c', '/actions?token=a//b??c'],
  ['/', '/'],
  ['http://evil.example//actions?token=a//b', '/actions?token=a//b'],
  ['HTTPS://account.example.com:8443/actions?next=http://x//y', '/actions?next=http://x//y'],
  ['http://evil.example', '/'],
  ['http://evil.example?token=a', '/?token=a'],
  ['/http://evil.example', '/http:/evil.example'],
  ['ftp://evil.example/x?y', '/x?y'],
  ['ws://evil.example', '/'],
  ['file:///etc/passwd', '/etc/passwd'],
  ['/\\evil.example/x', '/evil.example/x'],
  ['*', '/'],
])('the path of %s is cleaned, and the query left alone', async (path, url) => {
  expect((await arriving(path, {})).url).toBe(url)
})

describe('the language of a request', () => {
  const choice = { cookie: '__Host-language=he' }
  const browser = { 'accept-language': 'es-MX, en;q=0.5' }

  test.each([
    ['/es/forgot-password', choice, 'es', '/es', '/forgot-password'],
    ['/es/change-password/?a=b', {}, 'es', '/es', '/change-password/?a=b'],
    ['/es', {}, 'es', '/es', '/'],
    ['/forgot-password', { ...choice, ...browser }, 'he', '', '/forgot-password'],
    ['/forgot-password', browser, 'es', '', '/forgot-password'],
    ['/forgot-password', { cookie: '__Host-language=fr' }, 'en', '', '/forgot-password'],
    [
      '/forgot-password',
      { 'x-language': 'he', 'x-base-path': '/he' },
      'en',
      '',
      '/forgot-password',
    ],
    ['/fr/forgot-password', browser, 'es', '', '/forgot-password'],
    ['/es/logo', {}, 'en', '', '/es/logo'],
    ['/es/problem/limited', {}, 'en', '', '/es/problem/limited'],
    ['/es/es/forgot-password', {}, 'en', '', '/es/es/forgot-password'],
  ])('for %s with %j is %s', async (path, headers, locale, base, left) => {
    const seen = await arriving(path, headers as Record<string, string>)
    expect(seen.headers['x-language']).toBe(locale)
    expect(seen.headers['x-base-path']).toBe(base)
    expect(seen.url).toBe(left)
    expect(seen.headers['accept-language']).toBe(locale)
  })
})
