import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { json, SITE } from '#sandbox/fixture.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import {
  ask,
  begin,
  type Event,
  eventFor,
  exchange,
  grant,
  sandbox,
} from '#upstreams/elastic-path/sandbox/fixture.ts'

const { clientId, passwordProfileId, realmId, webhookSecret } = credentials

let authorization = ''

beforeEach(async () => {
  vi.useFakeTimers()
  authorization = await begin()
})
afterEach(() => vi.useRealTimers())

describe('access to Elastic Path', () => {
  it('lasts an hour', async () => {
    const settings = '/elastic-path/v2/settings/account-authentication'
    const open = await sandbox.request(settings, { headers: { authorization } })
    expect(await open.json()).toMatchObject({
      data: { relationships: { authentication_realm: { data: { id: realmId } } } },
    })
    vi.setSystemTime(Date.now() + 3_600_000)
    const closed = await sandbox.request(settings, { headers: { authorization } })
    expect(closed.status).toBe(401)
    expect(await closed.json()).toEqual({
      errors: [{ status: 401, title: 'Unable to validate access token' }],
    })
  })

  it('is not granted to others, nor to JSON', async () => {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: 'x' }
    expect((await grant(form)).status).toBe(401)
    expect((await grant({ ...form, scope: 'all' })).status).toBe(400)
    const answer = await sandbox.request('/elastic-path/oauth/access_token', json('POST', form))
    expect(answer.status).toBe(400)
  })
})

describe('one-time codes of Elastic Path', () => {
  it.each(['no-one@example.com', 'suspended@example.com', 'ADA@EXAMPLE.COM'])(
    'answers 202 for %s, and posts nothing',
    async (username) => {
      const answer = await ask(username)
      expect([answer.status, await answer.text()]).toEqual([202, ''])
      await vi.advanceTimersByTimeAsync(10_000)
      expect(sandbox.deliveries).toEqual([])
    },
  )

  it('posts the same event twice, late, with its secret', async () => {
    const { email } = await sandbox.newCustomer('elastic-path')
    expect((await ask(email)).status).toBe(202)
    expect(sandbox.deliveries).toHaveLength(0)
    const event = await eventFor(email)
    expect(event.payload.one_time_password_token).toMatch(/^[a-z0-9]{6}$/)
    const url = `${SITE}/one-time-password-token-notification`
    expect(event.configuration).toEqual({ url, secret_key: webhookSecret })
    const events: Event[] = await Promise.all(sandbox.deliveries.map((d) => d.clone().json()))
    expect(events.filter(({ id }) => id === event.id)).toHaveLength(2)
    expect(sandbox.deliveries[0]?.url).toBe(url)
    expect(sandbox.deliveries[0]?.headers.get('X-MOLTIN-SECRET-KEY')).toBe(webhookSecret)
  })

  it.each([
    { type: 'one-time-password-token-request' },
    { purpose: 'login' },
    { password_profile_id: passwordProfileId },
  ])('refuses a request with %o', async (extra) => {
    const answer = await ask('ada@example.com', extra)
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{}] }])
  })

  it('exchanges a code once, and only for its own username', async () => {
    const { id, email } = await sandbox.newCustomer('elastic-path')
    const other = await sandbox.newCustomer('elastic-path')
    const code = (await eventFor(email)).payload.one_time_password_token
    expect((await exchange(other.email, code)).status).toBe(404)
    const answer = await exchange(email, code)
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ meta: { account_member_id: id } })
    const again = await exchange(email, code)
    expect(await again.json()).toMatchObject({
      errors: [{ detail: 'the authorization realm for the token could not be found' }],
    })
  })

  it('forgets a code after ten minutes, and refuses other mechanisms', async () => {
    const { email } = await sandbox.newCustomer('elastic-path')
    const code = (await eventFor(email)).payload.one_time_password_token
    const mechanism = { authentication_mechanism: 'password' }
    expect((await exchange(email, code, mechanism)).status).toBe(400)
    vi.setSystemTime(Date.now() + 600_000)
    expect((await exchange(email, code)).status).toBe(404)
  })
})
