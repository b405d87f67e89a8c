import { expect, test } from 'vitest'
import * as z from 'zod'
import { API_ROUTES, OPENAPI_PATH } from './answer.ts'
import { type ApiSite, apiSite, KEYS, newBody } from './api-fixture.ts'

type Operation = {
  responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>
}

type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Parameters<typeof z.fromJSONSchema>[0]> }
}

const read = async (site = apiSite()): Promise<Document> => (await site.call(OPENAPI_PATH)).json()

const busy = { count: async () => 5 }
const down = { count: () => Promise.reject(new Error('no database')) }
const { limiter } = apiSite()
const unknown = '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10'

const post = (site: ApiSite, init: RequestInit & { key?: string }) =>
  site.call('/api/reset-requests', { method: 'POST', body: JSON.stringify(newBody()), ...init })

const get = (site: ApiSite, cause: string, init: RequestInit & { key?: string } = {}) =>
  site.call(`/api/reset-requests/${cause}`, init)

/** One call for each documented answer. */
const CALLS: Record<string, Record<number, (site: ApiSite) => Promise<Response>>> = {
  'post /api/reset-requests': {
    202: (site) => post(site, {}),
    400: (site) => post(site, { body: '{' }),
    401: (site) => post(site, { key: 'x'.repeat(32) }),
    403: (site) => post(site, { headers: { origin: 'https://evil.example' } }),
    409: async (site) => {
      const body = newBody()
      await site.ask(body)
      return site.ask({ ...body, email: 'grace@example.com' })
    },
    413: (site) => post(site, { body: ' '.repeat(9000) }),
    415: (site) => post(site, { headers: { 'content-type': 'text/plain' } }),
    422: (site) => site.ask(newBody({ email: 'nobody', locale: '-', more: 1 })),
    429: () => post(apiSite({ limiter: { ...limiter, ...busy } }), {}),
    501: () => apiSite({ mailer: null }).ask(newBody({ kind: 'invitation' })),
    503: () => post(apiSite({ limiter: { ...limiter, ...down } }), {}),
  },
  'get /api/reset-requests/{cause}': {
    200: async (site) => get(site, (await (await site.ask(newBody())).json()).cause),
    401: (site) => get(site, unknown, { key: KEYS.crm.toUpperCase() }),
    403: (site) => get(site, unknown, { headers: { 'sec-fetch-site': 'cross-site' } }),
    404: (site) => get(site, unknown),
    429: () => get(apiSite({ limiter: { ...limiter, ...busy } }), unknown),
    503: () => get(apiSite({ limiter: { ...limiter, ...down } }), unknown),
  },
  'get /api/key': {
    200: (site) => site.call('/api/key'),
    401: (site) => site.call('/api/key', { key: 'x'.repeat(32) }),
    403: (site) => site.call('/api/key', { headers: { 'sec-fetch-site': 'cross-site' } }),
    429: () => apiSite({ limiter: { ...limiter, ...busy } }).call('/api/key'),
    503: () => apiSite({ limiter: { ...limiter, ...down } }).call('/api/key'),
  },
}

test('the description has the paths and methods that there are', async () => {
  const { paths } = await read()
  const documented = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const routes = Object.entries(API_ROUTES).flatMap(([path, handlers]) =>
    Object.keys(handlers).map((method) => `${method} ${path}`),
  )
  expect(documented).toEqual(routes)
  const site = apiSite()
  for (const path of Object.keys(paths))
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect((await site.call(path, { method })).status).toBe(405)
})

test('each answer has a status, a media type and a body that the description has (AP-01)', async () => {
  const { paths, components } = await read()
  for (const [path, operations] of Object.entries(paths))
    for (const [method, { responses }] of Object.entries(operations)) {
      const calls = CALLS[`${method} ${path}`] ?? {}
      expect(Object.keys(calls)).toEqual(Object.keys(responses))
      for (const [status, call] of Object.entries(calls)) {
        const answer = await call(apiSite())
        expect([method, path, String(answer.status)]).toEqual([method, path, status])
        const [[type, { schema }] = ['', { schema: { $ref: '' } }]] = Object.entries(
          responses[status]?.content ?? {},
        )
        expect(answer.headers.get('content-type')).toContain(type)
        const described = components.schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {}
        const body = await answer.json()
        expect(z.fromJSONSchema(described).safeParse(body).error).toBeUndefined()
      }
    }
})

test('the description of a body takes what the site takes', async () => {
  const { components } = await read()
  const described = z.fromJSONSchema(components.schemas.Request ?? {})
  const bodies = [
    newBody(),
    newBody({ locale: undefined, kind: 'invitation' }),
    newBody({ kind: 'other' }),
    newBody({ idempotencyKey: '' }),
    newBody({ idempotencyKey: 'a b' }),
    newBody({ more: true }),
    { email: 'ada@example.com' },
  ].map((body) => JSON.parse(JSON.stringify(body)))
  for (const body of bodies) {
    const { status } = await apiSite().ask(body)
    expect([body, described.safeParse(body).success]).toEqual([body, status === 202])
  }
})
