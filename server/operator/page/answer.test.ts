import { describe, expect, test } from 'vitest'
import { hashSource } from '#server/http/csp.ts'
import { bearer, CAUSE, cookieIn, opsSite, TOKEN } from './page-fixture.ts'

describe('with a token, the page', () => {
  test('is for the token only, as a bearer or by a form (OP-02)', async () => {
    const { get, post, lines } = opsSite()
    const refused = await get('/')
    expect(refused.status).toBe(401)
    expect(await refused.text()).toMatch(/action="\/sign-in" method="post".*name="token"/s)
    const metrics = await get('/metrics')
    expect([metrics.status, metrics.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect((await get('/', { headers: bearer('x'.repeat(36)) })).status).toBe(401)
    expect((await get('/', { headers: bearer() })).status).toBe(200)
    expect(await (await get('/metrics', { headers: bearer() })).text()).toBe('a_metric 1\n')

    expect((await post('/sign-in', { form: { token: 'wrong' } })).status).toBe(401)
    const signedIn = await post('/sign-in', { form: { token: TOKEN } })
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/'])
    const page = await get('/', { headers: { cookie: cookieIn(signedIn) } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Sign out')
    expect(lines).toEqual([
      { level: 'warn', event: 'ops_refused', outcome: 'token' },
      { level: 'warn', event: 'ops_refused', outcome: 'token' },
      { level: 'info', event: 'ops_action', outcome: 'sign-in' },
    ])
  })

  test('keeps a session for an hour, in a cookie for this host, until the token is replaced (OP-02)', async () => {
    const { post, get, pass, site } = opsSite()
    const form = { token: TOKEN }
    const plain = await post('/sign-in', { form })
    expect(plain.headers.get('set-cookie')).toMatch(
      /^operator=[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    const secure = await post('/sign-in', { form, headers: { origin: 'https://localhost:9464' } })
    expect(secure.headers.get('set-cookie')).toMatch(
      /^__Host-operator=[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    )
    const cookie = cookieIn(secure)
    expect(cookie).not.toContain(TOKEN)
    const other = opsSite({ sealer: site.sealer }, 'another-token-1234567890123456789012')
    expect((await other.get('/', { headers: { cookie } })).status).toBe(401)
    expect((await get('/', { headers: { cookie: `${cookie}x` } })).status).toBe(401)
    pass(3599)
    expect((await get('/', { headers: { cookie } })).status).toBe(200)
    pass(2)
    expect((await get('/', { headers: { cookie } })).status).toBe(401)
    const out = await post('/sign-out', { headers: bearer() })
    expect(out.headers.get('set-cookie')).toMatch(/^operator=; Max-Age=0;/)
  })

  test('refuses wrong tokens with 429 for ten minutes after ten of them, and always accepts the right one (OP-03)', async () => {
    const { get, post, pass, lines } = opsSite()
    const wrong = { headers: bearer('y'.repeat(36)) }
    const signIn = async (token: string) => (await post('/sign-in', { form: { token } })).status
    for (let nth = 0; nth < 5; nth += 1) {
      expect((await get('/metrics', wrong)).status).toBe(401)
      expect(await signIn('y')).toBe(401)
    }
    expect([(await get('/metrics', wrong)).status, await signIn('y')]).toEqual([429, 429])
    expect(lines.at(-1)).toMatchObject({ event: 'ops_refused', outcome: 'too-many' })
    expect((await get('/metrics', { headers: bearer() })).status).toBe(200)
    expect(await signIn(TOKEN)).toBe(303)
    expect((await get('/metrics', { ...wrong, client: '192.0.2.7' })).status).toBe(401)
    pass(600)
    expect((await get('/metrics', wrong)).status).toBe(401)
  })
})

describe('without a token, the page', () => {
  test('answers at names of this machine only (OP-04)', async () => {
    const { get, lines } = opsSite({}, null)
    for (const host of ['localhost:9464', '127.0.0.1:1', '[::1]:9464'])
      expect((await get('/', { headers: { host } })).status).toBe(200)
    for (const host of ['evil.example', 'localhost.evil.example:9464', '192.0.2.1'])
      expect((await get('/metrics', { headers: { host } })).status).toBe(421)
    expect(lines.at(-1)).toMatchObject({ event: 'ops_refused', outcome: 'host' })
  })
})

describe('a form', () => {
  test.each([
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:3000' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { origin: '' },
  ])('of another page is refused: %j (OP-05)', async (headers) => {
    const { post, settled, lines } = opsSite({}, null)
    const form = { verb: 'drop', all: 'yes' }
    expect((await post('/dead-letters', { headers, form })).status).toBe(403)
    expect(settled).toEqual([])
    expect(lines).toEqual([{ level: 'warn', event: 'ops_refused', outcome: 'origin' }])
  })

  test('retries or drops dead letters, and shows the result', async () => {
    const { get, post, settled, lines } = opsSite({}, null)
    const retried = await post('/dead-letters', { form: { verb: 'retry', id: 'letter-1' } })
    const location = retried.headers.get('location') ?? ''
    expect(location).toBe('/?retried=1&dropped=0&left=0#dead-letters')
    expect(await (await get(location)).text()).toContain('1 to be tried again.')
    await post('/dead-letters', { form: { verb: 'drop', all: 'yes' } })
    expect(settled).toEqual([['retry', 'letter-1'], ['drop']])
    for (const form of [{ verb: 'drop' }, { verb: 'purge', all: 'yes' }, {}])
      expect((await post('/dead-letters', { form })).status).toBe(400)
    expect(settled).toHaveLength(2)
    expect(lines).toEqual([
      { level: 'info', event: 'ops_action', outcome: 'retry' },
      { level: 'info', event: 'ops_action', outcome: 'drop' },
    ])
  })
})

test('every answer forbids caches, frames and scripts (OP-06)', async () => {
  const { get, post } = opsSite({}, null)
  const page = await get('/')
  const html = await page.text()
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? []
  expect(page.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src ${hashSource(style)}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  )
  expect(html).not.toMatch(/<script|style="|@example|javascript:/)
  expect(html).toContain('Marlow &lt;Rewards&gt;')
  for (const answer of [page, await get('/metrics'), await get('/nothing'), await post('/')]) {
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'.*frame-ancestors 'none'$/,
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('the page names what fails, and the variable to mend', async () => {
  const html = await (await opsSite({}, null).get('/')).text()
  expect(html).toContain('1 check fails')
  expect(html).toContain('The site refuses the form.')
  expect(html).toContain('<code>SITE_URL</code>')
})

test('the page follows one reset by its cause, as the log and the API name it (LG-06)', async () => {
  const { get } = opsSite({}, null)
  const found = await (await get(`/?cause=${CAUSE}`)).text()
  expect(found.replaceAll(/<[^>]+>/g, ' ')).toMatch(
    /1 Mar, 11:02:03\s+asked for a link\s+1 Mar, 11:04:07\s+password changed/,
  )
  const unknown = await (await get('/?cause=%3Cb%3E')).text()
  expect(unknown).toContain('has the cause <code>&lt;b&gt;</code>')
  expect(await (await get('/')).text()).not.toContain('of the last 30 days')
})

test('the page shows what is left when the database does not answer', async () => {
  const down = async () => {
    throw new Error('down')
  }
  const { site } = opsSite()
  const { get, post } = opsSite(
    {
      store: {
        report: async () => ({ code: 'ECONNREFUSED' }),
        counts: { ...site.store.counts, read: down },
        deadLetters: { list: down, settle: down },
        progress: { ...site.store.progress, find: down },
      },
    },
    null,
  )
  const page = await get(`/?cause=${CAUSE}`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('The database does not answer')
  expect((await post('/dead-letters', { form: { verb: 'retry', all: 'yes' } })).status).toBe(503)
})
