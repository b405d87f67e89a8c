import { afterEach, describe, expect, it, vi } from 'vitest'
import { json, openSandbox, SITE } from '#sandbox/fixture.ts'
import { credentials } from '#upstreams/sessionm/sandbox/credentials.ts'

const { apiKey, apiSecret } = credentials
const authorization = `Basic ${btoa(`${apiKey}:${apiSecret}`)}`
const users = `/sessionm/priv/v1/apps/${apiKey}/users`
const sandbox = openSandbox()

const search = (query: string, headers = { authorization }) =>
  sandbox.request(`${users}/search?${query}`, { headers })

const perform = (id: string, body: unknown, init: RequestInit = {}) =>
  sandbox.request(`${users}/${id}/perform`, { ...json('POST', body, { authorization }), ...init })

const tokenFor = async ({ id, email }: { id: string; email: string }) => {
  const answer = await perform(id, { sendPasswordResetEmail: { email, send_email: false } })
  const body: { user: { verification_string: string; reset_link: string } } = await answer.json()
  return body.user
}

const change = async (id: string, token: string, password = 'a good long password') => {
  const answer = await perform(id, { updatePassword: { token, password } })
  return [answer.status, await answer.json()]
}

const invalidToken = [200, { status: 'error', errors: { code: 'invalid_auth_token' } }]

afterEach(() => vi.useRealTimers())

describe('searching SessionM', () => {
  it('finds the one user of an address', async () => {
    const { id, email } = await sandbox.newCustomer('sessionm')
    const answer = await search(`email=${email.toUpperCase()}`)
    expect(await answer.json()).toMatchObject({
      status: 'ok',
      user: { id, email, suspended: false, account_status: 'good', phone_numbers: null },
    })
  })

  it('answers 200 to an unknown address, and says that it is an error', async () => {
    const answer = await search('email=no-one@example.com')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ status: 'error', errors: { code: 'user_not_found' } })
  })

  it('answers that a user is suspended', async () => {
    const answer = await search('email=suspended@example.com')
    expect(await answer.json()).toMatchObject({ user: { suspended: true } })
  })

  it.each(['email=a@x.io&extra=1', 'email=a@x.io&email=b@x.io', 'email=a+b@x.io', ''])(
    'refuses the query "%s"',
    async (query) => {
      const answer = await search(query)
      expect(await answer.json()).toMatchObject({ errors: { code: 'argument_error' } })
    },
  )

  it('checks the credentials, and the key in the path', async () => {
    const wrong = await search('email=ada@example.com', { authorization: 'Basic eDp5' })
    expect(wrong.status).toBe(401)
    const path = '/sessionm/priv/v1/apps/other/users/search?email=ada@example.com'
    const answer = await sandbox.request(path, { headers: { authorization } })
    expect(answer.status).toBe(401)
  })
})

describe('performing at SessionM', () => {
  it('gives a token that does not survive mangling', async () => {
    const { verification_string: token, reset_link } = await tokenFor(
      await sandbox.newCustomer('sessionm'),
    )
    expect(token).toMatch(/^[A-Za-z0-9+/]+=+$/)
    expect(token).toContain('+')
    expect(token).toContain('/')
    expect(atob(token)).toContain('--')
    expect(token.length).toBeGreaterThan(240)
    expect(reset_link).toBe(`${reset_link.split('?')[0]}?token=${token}`)
  })

  it('changes the password once', async () => {
    const customer = await sandbox.newCustomer('sessionm')
    const { verification_string: token } = await tokenFor(customer)
    expect(await change(customer.id, token)).toEqual([200, { status: 'ok', user: {} }])
    expect(await sandbox.signIn('sessionm', customer.email, 'a good long password')).toContain(
      'Signed in',
    )
    expect(await change(customer.id, token)).toMatchObject(invalidToken)
  })

  it.each(['other', 'mangled', 'expired', 'late'] as const)('refuses a token: %s', async (kind) => {
    if (kind === 'late') vi.useFakeTimers()
    const customer = await sandbox.newCustomer('sessionm', kind === 'expired' ? kind : 'normal')
    const { verification_string: token } = await tokenFor(customer)
    if (kind === 'late') vi.setSystemTime(Date.now() + 2 * 60 * 60 * 1_000)
    const { id } = kind === 'other' ? await sandbox.newCustomer('sessionm') : customer
    const sent = kind === 'mangled' ? token.replace('+', ' ') : token
    expect(await change(id, sent)).toMatchObject(invalidToken)
  })

  it('mails the raw token when it is asked to write', async () => {
    const { id, email } = await sandbox.newCustomer('sessionm')
    await perform(id, { sendPasswordResetEmail: { email, send_email: true } })
    const [mail] = await sandbox.mails(email)
    expect(mail?.text).toMatch(
      new RegExp(`${SITE}/actions\\?action=resetPwd&customerId=${id}&token=\\S*\\+\\S*/\\S*=\\n`),
    )
  })

  it('refuses everything but exactly one action', async () => {
    const { id, email } = await sandbox.newCustomer('sessionm')
    const send = { email, send_email: false }
    const both = {
      sendPasswordResetEmail: send,
      updatePassword: { token: 't', password: 'p' },
    }
    for (const body of [{}, both, { sendPasswordResetEmail: { email } }, { resetPassword: send }]) {
      const answer = await perform(id, body)
      expect(await answer.json()).toMatchObject({ errors: { code: 'argument_error' } })
    }
    const answer = await perform(id, both, { headers: { authorization } })
    expect(await answer.json()).toMatchObject({ errors: { code: 'argument_error' } })
    const none = await perform('00000000-0000-1000-8000-000000000000', {
      sendPasswordResetEmail: send,
    })
    expect(none.status).toBe(404)
  })
})
