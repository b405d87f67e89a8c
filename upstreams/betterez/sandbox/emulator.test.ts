import { afterEach, describe, expect, it, vi } from 'vitest'
import { json, openSandbox, SITE } from '#sandbox/fixture.ts'
import { credentials } from '#upstreams/betterez/sandbox/credentials.ts'
import { numberOf } from '#upstreams/betterez/sandbox/customer-number.ts'

const { apiKey, accountId, appName } = credentials
const sandbox = openSandbox()

const ask = (query: Record<string, string>, init: RequestInit = {}) => {
  const all = new URLSearchParams({ providerId: accountId, lang: 'en-us', appName, ...query })
  return sandbox.request(`/betterez/notifications/customers/reset?${all}`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey },
    ...init,
  })
}

const change = (id: string, value: string, password = 'a good long password', extra = {}) =>
  sandbox.request(
    `/betterez/accounts/customers/${id}`,
    json(
      'PATCH',
      {
        operations: [{ op: 'reset', path: '/resetPassword', value, data: { password }, ...extra }],
      },
      { 'x-api-key': apiKey },
    ),
  )

const mailedLink = async (email: string) => {
  const [mail] = await sandbox.mails(email)
  return new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '')
}

const tokenFor = async (email: string) => {
  await ask({ email })
  return (await mailedLink(email)).searchParams.get('token') ?? ''
}

afterEach(() => vi.useRealTimers())

describe('asking Betterez for a reset', () => {
  it('mails its own link, with escaped ampersands in the HTML', async () => {
    const { id, email } = await sandbox.newCustomer('betterez')
    const answer = await ask({ email })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ email })
    const link = await mailedLink(email)
    expect(`${link.origin}${link.pathname}`).toBe(`${SITE}/actions/`)
    expect(Object.fromEntries(link.searchParams)).toEqual({
      accountId,
      customerId: id,
      token: expect.stringMatching(/^[0-9a-f]{24}$/),
      action: 'resetPwd',
    })
    const [mail] = await sandbox.mails(email)
    expect(mail?.html).toContain(`&amp;customerId=${id}&amp;token=`)
  })

  it('finds a customer by the number', async () => {
    const { id, email } = await sandbox.newCustomer('betterez')
    const customerNumber = numberOf(id)
    expect(customerNumber).toMatch(/^\d{3}-\d{3}-\d{3}$/)
    expect(await (await ask({ customerNumber })).json()).toEqual({ email })
    expect((await mailedLink(email)).searchParams.get('customerId')).toBe(id)
  })

  it('links to websales when the application name is not the right one', async () => {
    const { email } = await sandbox.newCustomer('betterez')
    await ask({ email, appName: 'other' })
    expect((await mailedLink(email)).host).toBe(`${accountId}.websales.example`)
  })

  it.each(['no-one@example.com', 'suspended@example.com'])('has no customer %s', async (email) => {
    const answer = await ask({ email })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'CUSTOMER_NOT_FOUND' })
    expect(await sandbox.mails(email)).toEqual([])
  })

  it('answers a bad key with a plain text', async () => {
    const answer = await ask({ email: 'ada@example.com' }, { headers: { 'x-api-key': 'other' } })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toBe('Unauthorized')
  })

  it.each([
    ['an unknown parameter', { email: 'ada@example.com', extra: '1' }, {}],
    ['a language without a region', { email: 'ada@example.com', lang: 'es' }, {}],
    ['an unknown language', { email: 'ada@example.com', lang: 'pt-pt' }, {}],
    ['an address whose + became a space', { email: 'ada x@example.com' }, {}],
    ['no address', {}, {}],
    ['a number in another form', { customerNumber: '123456789' }, {}],
    ['both', { email: 'ada@example.com', customerNumber: '123-456-789' }, {}],
    ['a body', { email: 'ada@example.com' }, { body: '{}' }],
  ])('refuses %s', async (_, query, init) => {
    const answer = await ask(query, init)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'WRONG_DATA', message: expect.any(String) })
  })

  it('answers in plain text to the same request while one is under way', async () => {
    vi.useFakeTimers()
    const { email } = await sandbox.newCustomer('betterez', 'slow')
    const first = ask({ email })
    await vi.advanceTimersByTimeAsync(100)
    const second = await ask({ email })
    expect([second.status, await second.text()]).toEqual([409, 'A blocking key was found'])
    await vi.advanceTimersByTimeAsync(3_000)
    expect((await first).status).toBe(200)
  })
})

describe('changing a password at Betterez', () => {
  it('spends the token, and answers with login tokens', async () => {
    const { id, email } = await sandbox.newCustomer('betterez')
    const token = await tokenFor(email)
    const answer = await change(id, token)
    expect(await answer.json()).toMatchObject({
      customer: { _id: id },
      token: expect.any(String),
      shortToken: expect.any(String),
    })
    expect(await sandbox.signIn('betterez', email, 'a good long password')).toContain('Signed in')
    const again = await change(id, token)
    expect([again.status, await again.json()]).toMatchObject([400, { code: 'INVALID_TOKEN' }])
  })

  it('refuses an expired token with 409', async () => {
    const { id, email } = await sandbox.newCustomer('betterez', 'expired')
    const answer = await change(id, await tokenFor(email))
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'TOKEN_EXPIRED' }])
  })

  it('makes the change, even if its answer is lost', async () => {
    vi.useFakeTimers()
    const { id, email } = await sandbox.newCustomer('betterez', 'times-out')
    let isAnswered = false
    const answer = change(id, await tokenFor(email)).finally(() => {
      isAnswered = true
    })
    await vi.advanceTimersByTimeAsync(19_000)
    expect(isAnswered).toBe(false)
    expect(await sandbox.signIn('betterez', email, 'a good long password')).toContain('Signed in')
    await vi.advanceTimersByTimeAsync(1_000)
    await answer
  })

  it('refuses any other operation, and an id of another shape', async () => {
    const { id } = await sandbox.newCustomer('betterez')
    const token = 'a'.repeat(24)
    for (const extra of [{ op: 'replace' }, { path: '/password' }, { more: 1 }]) {
      expect((await change(id, token, 'long enough', extra)).status).toBe(400)
    }
    expect((await change('7', token)).status).toBe(400)
    expect((await change('0'.repeat(24), token)).status).toBe(404)
  })
})
