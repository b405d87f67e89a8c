import { afterEach, describe, expect, it, vi } from 'vitest'
import { json, newAddress, openSandbox, SITE } from '#sandbox/fixture.ts'
import { FIRST_PASSWORD } from '#sandbox/seeds.ts'
import { demoEnvironment } from '#scripts/demo/demo-environment.ts'
import { credentials } from '#upstreams/betterez/sandbox/credentials.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

const sandbox = openSandbox()
const { apiKey, accountId, appName } = credentials

const askBetterez = (email: string, signal?: AbortSignal) => {
  const query = new URLSearchParams({ providerId: accountId, lang: 'en-us', appName, email })
  return sandbox.request(`/betterez/notifications/customers/reset?${query}`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey },
    ...(signal && { signal }),
  })
}

afterEach(() => vi.useRealTimers())

describe('a storefront', () => {
  it.each(UPSTREAM_NAMES)('of %s escapes a hostile name', async (upstream) => {
    const page = await sandbox.signIn(upstream, 'hostile@example.com', FIRST_PASSWORD)
    expect(page).toContain('data-signed-in')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page).not.toContain('<img src=x')
  })

  it('links to the site with the typed address after a failed sign-in', async () => {
    const page = await sandbox.signIn('sessionm', 'a+"b@example.com', 'wrong')
    expect(page).toContain('This email and password do not match.')
    expect(page).toContain(`${SITE}/forgot-password?email=a%2B%22b%40example.com`)
    expect(page).not.toContain('data-signed-in')
  })

  it('speaks the chosen language, and links to the site in it', async () => {
    const page = await (await sandbox.request('/shop/sessionm?lang=ar')).text()
    expect(page).toContain('<html lang="ar" dir="rtl">')
    expect(page).toContain(`${SITE}/ar/forgot-password"`)
    expect(page).toContain('action="/shop/sessionm?lang=ar"')
    expect(page).toContain('href="/shop/sessionm?lang=de"')
  })

  it.each(UPSTREAM_NAMES)('of %s has the colour and the logo of its site', async (upstream) => {
    const at = { siteUrl: 'http://localhost:3000', sandboxUrl: '' }
    const { BRAND_COLOR, BRAND_LOGO_URL, BRAND_LOGO_DARK_URL } = demoEnvironment(upstream, at)
    const page = await (await sandbox.request(`/shop/${upstream}`)).text()
    expect(page).toContain(`:root{--brand:${BRAND_COLOR};`)
    for (const url of [BRAND_LOGO_URL, BRAND_LOGO_DARK_URL].filter((url) => url !== undefined)) {
      expect(page).toContain(`="${url}"`)
      const logo = await sandbox.request(url)
      expect(logo.headers.get('content-type')).toBe('image/svg+xml')
    }
  })

  it('keeps a suspended customer out', async () => {
    const page = await sandbox.signIn('betterez', 'suspended@example.com', FIRST_PASSWORD)
    expect(page).toContain('do not match')
  })
})

describe('the inbox', () => {
  it('shows a mail in a frame without scripts, whose links lead the tab', async () => {
    const { email } = await sandbox.newCustomer('betterez', 'normal', '<b>"Nora"</b>')
    await askBetterez(email)
    await askBetterez(email)
    const mails = await sandbox.mails(email.toUpperCase())
    expect(mails).toHaveLength(2)
    const page = await (await sandbox.request(`/inbox/${mails[0]?.id}`)).text()
    expect(page).toContain(
      'sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"',
    )
    expect(page).toContain('&lt;base target=&quot;_top&quot;&gt;')
    expect(page).not.toContain('<b>')
    expect(await (await sandbox.request('/inbox')).text()).toContain(`/inbox/${mails[0]?.id}`)
  })

  it('shows a mail as text with links, and its source', async () => {
    const { email } = await sandbox.newCustomer('betterez')
    await askBetterez(email)
    const [mail] = await sandbox.mails(email)
    const shown = async (form: string) =>
      (await sandbox.request(`/inbox/${mail?.id}?as=${form}`)).text()
    expect(await shown('text')).toMatch(/<a href="http\S+token=[^"]+">http/)
    const source = await shown('source')
    expect(source).toContain('Content-Type: multipart/alternative; boundary=')
    expect(source).toContain('&lt;html lang=')
    expect((await sandbox.request(`/inbox/${mail?.id}?as=other`)).status).toBe(404)
  })

  it('has the newest mail first', async () => {
    vi.useFakeTimers()
    const { email } = await sandbox.newCustomer('betterez')
    await askBetterez(email)
    vi.setSystemTime(Date.now() + 60_000)
    await askBetterez(email)
    const [first, second] = await sandbox.mails(email)
    expect(Date.parse(first?.at ?? '')).toBeGreaterThan(Date.parse(second?.at ?? ''))
  })
})

describe('controlling the sandbox', () => {
  it('creates one customer per address', async () => {
    const body = { upstream: 'betterez', email: newAddress() }
    const made = await sandbox.request('/customers', json('POST', body))
    expect([made.status, await made.json()]).toEqual([
      201,
      { id: expect.stringMatching(/^[0-9a-f]{24}$/), email: body.email, password: FIRST_PASSWORD },
    ])
    expect((await sandbox.request('/customers', json('POST', body))).status).toBe(409)
    const odd = json('POST', { ...body, admin: true })
    expect((await sandbox.request('/customers', odd)).status).toBe(400)
  })

  it('keeps a journal of calls, failures included', async () => {
    const { id, email } = await sandbox.newCustomer('betterez', 'flaky')
    expect((await askBetterez(email)).status).toBe(500)
    expect((await askBetterez(email)).status).toBe(200)
    const calls = await sandbox.calls('betterez', id)
    expect(calls.map(({ operation, status }) => [operation, status])).toEqual([
      ['reset-request', 500],
      ['reset-request', 200],
    ])
  })

  it('always fails for a customer whose upstream is down', async () => {
    expect((await askBetterez('down@example.com')).status).toBe(500)
    expect((await askBetterez('down@example.com')).status).toBe(500)
  })

  it('stops waiting when the client hangs up', async () => {
    const { email } = await sandbox.newCustomer('betterez', 'slow')
    const started = performance.now()
    await askBetterez(email, AbortSignal.timeout(20))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
