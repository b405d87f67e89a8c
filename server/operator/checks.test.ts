import { describe, expect, test, vi } from 'vitest'
import { RESEND_SEND_ONLY_KEY } from '#sandbox/credentials.ts'
import { json } from '#sandbox/fixture.ts'
import { UPSTREAM_NAMES, upstreams } from '#upstreams/registry.ts'
import { openChecks } from './doctor-fixture.ts'
import { FAULTS, UUID } from './faults-fixture.ts'

test.each(UPSTREAM_NAMES)('a healthy site of %s has no problem', async (name) => {
  const checks = openChecks()
  const results = Object.values(await checks.runChecks(name))
  const doubtful = results.filter(({ state }) => state !== 'ok')
  const empty = ['ep.webhook-logs', 'resend.deliveries', 'store.memory']
  expect(doubtful.filter(({ id }) => !empty.includes(id))).toEqual([])
  expect(results.map(({ id }) => id)).toEqual(expect.arrayContaining([...upstreams[name].checks]))
})

test.each(UPSTREAM_NAMES)('the doctor changes nothing at %s', async (name) => {
  const { runChecks, sandbox } = openChecks()
  await runChecks(name)
  const calls = await (await sandbox.request(`/calls.json?upstream=${name}`)).json()
  const names = new Set((calls as { operation: string }[]).map(({ operation }) => operation))
  const reading = ['access-token', 'settings', 'profile', 'profiles', 'integrations']
  const harmless = [...reading, 'integration-logs', 'application', 'search', 'reset-request']
  expect([...names].filter((each) => !harmless.includes(each))).toEqual([])
  expect(calls).toEqual(expect.not.arrayContaining([expect.objectContaining({ customer: '' })]))
})

test.each(FAULTS)('the doctor finds %s', async (_, upstream, fault, id, variable) => {
  const results = await openChecks().runChecks(upstream, fault)
  expect(results[id]).toMatchObject({ state: 'fail', variable })
})

describe('the doctor of an Elastic Path store', () => {
  test('finds a webhook and codes that are off, and passwords that members may not change', async () => {
    const { runChecks, putStore } = openChecks()
    await putStore('half')
    expect(await runChecks('elastic-path')).toMatchObject({
      'ep.webhook': { state: 'fail', variable: 'ELASTIC_PATH_WEBHOOK_SECRET' },
      'ep.profile': { state: 'fail', variable: 'ELASTIC_PATH_PASSWORD_PROFILE_ID' },
      'ep.self-management': { state: 'fail' },
    })
  })

  test('finds a webhook that calls another site', async () => {
    const SITE_URL = 'https://other.example'
    const results = await openChecks().runChecks('elastic-path', { env: { SITE_URL } })
    expect(results['ep.webhook']).toMatchObject({ state: 'fail', variable: 'SITE_URL' })
  })
})

test('the doctor finds mails that Resend took and dropped', async () => {
  const { runChecks, sandbox } = openChecks()
  const mail = { from: 'a@mail.example', subject: 's', html: 'h', text: 't' }
  const headers = { authorization: 'Bearer re_sandbox_key' }
  for (const to of ['dropped-1@example.com', 'dropped-2@example.com', 'a@example.com']) {
    const key = { ...headers, 'idempotency-key': to }
    await sandbox.request('/resend/emails', json('POST', { ...mail, to }, key))
  }
  const { 'resend.deliveries': deliveries } = await runChecks('sessionm')
  expect(deliveries).toMatchObject({ state: 'fail', variable: 'MAIL_FROM' })
  expect(deliveries?.sentence).toContain('2 of the last 3')
})

test('a key that may only send hides the domain, which is no fault', async () => {
  const env = { RESEND_API_KEY: RESEND_SEND_ONLY_KEY }
  const results = await openChecks().runChecks('sessionm', { env })
  expect(results['resend.key']?.state).toBe('ok')
  expect(results['resend.domain']?.state).toBe('unknown')
})

test.each([
  [29, 'ok'],
  [31, 'warn'],
  [61, 'fail'],
  [-61, 'fail'],
])('a clock that is %i s ahead is %s', async (aheadSeconds, state) => {
  const { 'clock.skew': skew } = await openChecks().runChecks('betterez', { aheadSeconds })
  expect(skew?.state).toBe(state)
})

test('results name no secret, address or value of a variable', async () => {
  const checks = openChecks()
  for (const [, upstream, fault] of FAULTS) {
    const told = JSON.stringify(await checks.runChecks(upstream, fault))
    for (const value of ['sandbox', '.example', '10.0.0.1', UUID, 'xxxx']) {
      expect(told).not.toContain(value)
    }
  }
})

test('the doctor ends within ten seconds when nothing answers', async () => {
  vi.useFakeTimers()
  try {
    const silence = () => new Promise<Response>(() => {})
    const site = { 'GET /forgot-password': silence, 'GET /healthz': silence }
    const pending = openChecks().runChecks('sessionm', { site })
    await vi.advanceTimersByTimeAsync(10_000)
    const results = await pending
    expect(results['site.form']).toMatchObject({ state: 'unknown' })
    expect(results['upstream.auth']).toMatchObject({ state: 'ok' })
  } finally {
    vi.useRealTimers()
  }
})
