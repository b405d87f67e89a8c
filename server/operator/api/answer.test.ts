import { describe, expect, test } from 'vitest'
import { apiSite, KEYS, newBody } from './api-fixture.ts'

const problem = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  return answer.json()
}

test('accepts a request for a link, and says where its state is', async () => {
  const site = apiSite()
  const answer = await site.ask(newBody({ email: ' Ada@Example.com ', locale: 'pt_BR' }))
  const { cause } = await answer.json()
  expect([answer.status, answer.headers.get('location')]).toEqual([
    202,
    `/api/reset-requests/${cause}`,
  ])
  expect(site.jobs).toMatchObject([
    { kind: 'request', id: cause, email: 'Ada@Example.com', locale: 'pt' },
  ])
})

test('names the faults of a body in plain words', async () => {
  const { errors } = await (
    await apiSite().ask({ email: 'nobody', locale: 7, kind: 'other' })
  ).json()
  expect(errors).toEqual([
    { pointer: '/email', detail: 'Enter a whole email address, with an @' },
    { pointer: '/locale', detail: 'Send a language tag such as de or pt-BR' },
    {
      pointer: '/idempotencyKey',
      detail: 'Send a name of 1 to 255 visible ASCII characters for this request',
    },
    { pointer: '/kind', detail: 'Send reset or invitation' },
  ])
})

describe('a key', () => {
  test.each([
    [KEYS.crm, { name: 'crm', seesAccounts: true }],
    [KEYS.desk, { name: 'desk', seesAccounts: false }],
  ])('learns what it may do', async (key, rights) => {
    expect(await (await apiSite().call('/api/key', { key })).json()).toEqual(rights)
  })

  test.each([
    ['none', { authorization: '' }],
    ['an unknown one', { authorization: `Bearer ${'x'.repeat(32)}` }],
    ['a shorter one', { authorization: `Bearer ${KEYS.crm.slice(1)}` }],
    ['one with more after it', { authorization: `Bearer ${KEYS.crm} ${KEYS.crm}` }],
    ['Basic', { authorization: `Basic ${KEYS.crm}` }],
  ])('is needed: %s is refused with 401 before the body is read (AP-03)', async (_, headers) => {
    const site = apiSite()
    const request = { method: 'POST', body: '{', headers }
    const answer = await site.call('/api/reset-requests', request)
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(site.lines).toMatchObject([{ level: 'warn', event: 'api_refused', outcome: 'key' }])
    expect(JSON.stringify(site.lines)).not.toContain('xxxx')
  })

  test('has a rate of its own (AP-03)', async () => {
    const { limiter } = apiSite()
    const counted: string[] = []
    const count = async (name: string, key: string) => {
      counted.push(`${name} ${key}`)
      return key === 'crm' ? 7 : null
    }
    const site = apiSite({ limiter: { ...limiter, count } })
    const busy = await site.ask(newBody())
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7'])
    expect((await site.ask(newBody(), { key: KEYS.desk })).status).toBe(202)
    expect(counted).toEqual(['api crm', 'api desk'])
  })
})

describe('the state of a reset', () => {
  /** Causes of a reset for each course of it. */
  async function courses(site: ReturnType<typeof apiSite>) {
    const causeOf = async () => (await (await site.ask(newBody())).json()).cause as string
    const [known, unknown, failed, limited] = [
      await causeOf(),
      await causeOf(),
      await causeOf(),
      await causeOf(),
    ]
    for (const step of ['mailed', 'delivered', 'opened', 'changed'] as const)
      site.record(known, step)
    site.record(unknown, 'no-account')
    site.record(failed, 'failed')
    site.record(limited, 'limited')
    return { known, unknown, failed, limited }
  }

  test('is shown in full to a key that may see accounts', async () => {
    const site = apiSite()
    const { known, unknown, failed, limited } = await courses(site)
    const at = '2026-03-01T12:00:00.000Z'
    expect(await site.stateOf(known)).toEqual({
      cause: known,
      state: 'changed',
      times: { accepted: at, mailed: at, delivered: at, opened: at, changed: at },
    })
    expect(await site.stateOf(unknown)).toMatchObject({ state: 'failed', reason: 'no-account' })
    expect(await site.stateOf(failed)).toMatchObject({ state: 'failed', reason: 'not-sent' })
    expect(await site.stateOf(limited)).toMatchObject({ state: 'failed', reason: 'limited' })
  })

  test('is the same for known and unknown addresses to any other key (AP-04)', async () => {
    const site = apiSite()
    const { known, unknown, failed, limited } = await courses(site)
    const seen = async (cause: string) => {
      const { cause: _, ...state } = await site.stateOf(cause, KEYS.desk)
      return state
    }
    const accepted = { state: 'accepted', times: { accepted: '2026-03-01T12:00:00.000Z' } }
    for (const cause of [known, unknown, failed]) expect(await seen(cause)).toEqual(accepted)
    // This limit counts every address.
    expect(await seen(limited)).toEqual({ ...accepted, state: 'failed', reason: 'limited' })
  })

  test('is that of a form as well, by the cause in the log', async () => {
    const site = apiSite()
    const cause = crypto.randomUUID()
    site.record(cause, 'asked')
    expect(await site.stateOf(cause, KEYS.desk)).toMatchObject({ state: 'accepted' })
  })

  test('has the time at which the customer of an invitation responded', async () => {
    const site = apiSite()
    const { cause } = await (await site.ask(newBody({ kind: 'invitation' }))).json()
    site.record(cause, 'mailed')
    expect((await site.stateOf(cause)).times).not.toHaveProperty('responded')
    site.record(cause, 'asked')
    expect((await site.stateOf(cause)).times).toHaveProperty('responded')
  })
})

test('every path is 404 without API_KEYS, with a key and without (AP-01)', async () => {
  const site = apiSite({}, { keys: [], invitationDays: 14 })
  for (const path of ['/api', '/api/openapi.json', '/api/reset-requests', '/api/anything'])
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await site.call(path, { method })
      expect(await problem(answer)).toMatchObject({ status: 404 })
    }
})

test('a browser is refused, whatever it sends (AP-01)', async () => {
  const site = apiSite()
  for (const headers of [
    { origin: 'https://account.example.com' },
    { 'sec-fetch-site': 'same-origin' },
  ]) {
    const answer = await site.ask(newBody(), { headers })
    expect(await problem(answer)).toMatchObject({ status: 403 })
  }
  expect(site.jobs).toEqual([])
})

test('a lost database is 503, and nothing of the body is logged', async () => {
  const { limiter } = apiSite()
  const site = apiSite({ limiter: { ...limiter, count: () => Promise.reject(new Error('ada@')) } })
  const answer = await site.ask(newBody())
  expect(await problem(answer)).toMatchObject({ status: 503 })
  expect(site.lines).toMatchObject([{ level: 'error', event: 'server_error', outcome: 'api' }])
  expect(JSON.stringify(site.lines)).not.toContain('ada')
})
