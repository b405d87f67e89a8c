import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '#lib/log/log-fixture.ts'
import { freshAddress, GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'
import { vendors } from '#sandbox/vendors.ts'
import { csvFile, readLines } from '#scripts/campaign/campaign-fixture.ts'
import { DEMO_API_KEYS } from '#scripts/demo/demo-environment.ts'
import { expectProblem } from '#server/http/responses-fixture.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { apiOf } from './api.ts'
import { isAccepted, isDone, openForm, openLink, typed } from './form.ts'
import { until } from './program.ts'
import { startCampaign } from './run-campaign.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

/** Opens a link, and changes the password on its page. */
async function changeWith({ siteUrl }: TestEnvironment, link: string) {
  const { cookie } = await openLink(siteUrl, link)
  const form = await openForm(`${siteUrl}/change-password`, { origin: siteUrl, cookie })
  expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)
}

describe.each(UPSTREAM_NAMES)('the API of a site at %s', (upstream) => {
  let environment: TestEnvironment
  let api: ReturnType<typeof apiOf>
  beforeAll(async () => {
    environment = await startTestEnvironment(upstream)
    api = apiOf(environment.siteUrl)
  })
  afterAll(() => environment.end())

  /** Lists the events of a cause in the log. */
  const eventsOf = (wanted: string) =>
    readLog(environment.server.written.stdout).flatMap((line) =>
      'cause' in line && line.cause === wanted ? [line.event] : [],
    )

  test('follows a reset by its cause, from the request to the change', async () => {
    const { sandbox } = environment
    const { email } = await sandbox.register(upstream)
    const cause = await api.ask({ email, locale: 'en' })
    const link = linkIn(await sandbox.mailTo(email))
    await api.reach(cause, 'mailed')
    await changeWith(environment, link)
    const { times } = await api.reach(cause, 'changed')
    expect(Object.keys(times)).toEqual(expect.arrayContaining(['accepted', 'mailed', 'changed']))
    expect(eventsOf(cause)).toEqual(expect.arrayContaining(['api_request', 'password_changed']))
  })

  test('shows only to a key that may see accounts that an address has none (AP-04)', async () => {
    const email = freshAddress()
    const cause = await api.ask({ email })
    const known = await api.ask({ email: (await environment.sandbox.register(upstream)).email })
    await api.reach(known, 'mailed')
    if (vendors[upstream].traits.unknown === 'no-account') {
      expect(await api.reach(cause, 'failed')).toMatchObject({ reason: 'no-account' })
    }
    const seen = await Promise.all(
      [cause, known].map(async (each) => (await api.stateOf(each, DEMO_API_KEYS.desk)).state),
    )
    expect(seen).toEqual(['accepted', 'accepted'])
  })

  test('invites a customer by a campaign, whose report follows the reset; the address is in no URL (TK-02)', async () => {
    const { sandbox, siteUrl } = environment
    const customer = await sandbox.register(upstream)
    const { email } = customer
    const file = csvFile(`email,locale\n${email},de\n`)
    expect(await startCampaign(siteUrl, [file, '--yes']).ended).toBe(0)
    const cause = readLines(`${file}.sent`)[1]?.split(' ')[1] ?? ''
    const invitation = await sandbox.mailTo(email)
    expect(invitation.subject).toMatch(/^Passwort für .+ festlegen$/)
    expect(await sandbox.callsAbout(upstream, customer)).toEqual([])
    const link = linkIn(invitation)
    expect(decodeURIComponent(link)).not.toContain('@')

    const { location, cookie } = await openLink(siteUrl, link)
    expect(location).toBe('/forgot-password/invited')
    const form = await openForm(`${siteUrl}${location}`, { origin: siteUrl, cookie })
    const page = await (await fetch(form.page, { headers: { cookie } })).text()
    expect(page).toContain(`value="${email}"`)
    expect(await sandbox.mailsTo(email)).toHaveLength(1)

    expect(isAccepted(await form.post({ email }))).toBe(true)
    await changeWith(environment, linkIn(await sandbox.mailTo(email, 2)))
    const { times } = await api.reach(cause, 'changed')
    expect(Object.keys(times)).toEqual(
      expect.arrayContaining(['accepted', 'mailed', 'opened', 'responded', 'changed']),
    )
    expect(eventsOf(cause)).toEqual(
      expect.arrayContaining([
        'reset_requested',
        'reset_mail_sent',
        'link_opened',
        'password_changed',
      ]),
    )
    expect(await startCampaign(siteUrl, ['report', file]).ended).toBe(0)
    const { mailed, opened, responded, changed } = times
    const row = [email, 'de', 'changed', mailed, '', opened, responded, changed, '']
    expect(readLines(`${file}.report.csv`)[1]).toBe(row.join())
  })

  test('writes no key and no address to the log, also where it refuses (LG-01)', async () => {
    const { status } = await api.call('/api/reset-requests/x', 'demo-key-unknown')
    expect(status).toBe(401)
    const lines = () => readLog(environment.server.written.stdout)
    await until('a refusal', async () => lines().some(({ event }) => event === 'api_refused'))
    const { stdout, stderr } = environment.server.written
    expect(stderr).toBe('')
    expect(stdout).not.toMatch(/demo-key|@/)
  })
})

describe('the paths of the API', () => {
  let environment: TestEnvironment
  beforeAll(async () => {
    environment = await startTestEnvironment('sessionm')
  })
  afterAll(() => environment.end())

  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${environment.siteUrl}${path}`, init)
  const headers = {
    authorization: `Bearer ${DEMO_API_KEYS.crm}`,
    'content-type': 'application/json',
  }

  test.each<[number, string, RequestInit]>([
    [404, '/api', {}],
    [404, '/api/', {}],
    [404, '/api/anything?lang=de', {}],
    [405, '/api/reset-requests/', { headers }],
    [404, '/api/reset-requests/x', { headers }],
    [404, '/api/reset-requests/x/y', { headers }],
    [405, '/api/reset-requests', { method: 'OPTIONS' }],
    [405, '/api/openapi.json', { method: 'POST', body: '{}' }],
    [401, '/api/reset-requests', { method: 'POST', body: '{}' }],
    [403, '/api/reset-requests', { method: 'POST', headers: { ...headers, origin: 'null' } }],
    [413, '/api/reset-requests', { method: 'POST', headers, body: ' '.repeat(9000) }],
  ])('answer a problem: %i at %s (AP-01, AP-02)', async (status, path, init) => {
    await expectProblem(await send(path, init), status)
  })

  test('work as docs/api.md shows, example by example', () => {
    const document = readFileSync('docs/api.md', 'utf8')
    const examples = [...document.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = '']) => text)
    expect(examples).toHaveLength(2)
    const [asked, read] = examples.map((script) => {
      const { stdout, stderr } = spawnSync('sh', ['-euc', script], {
        env: {
          NODE_ENV: 'test',
          PATH: process.env.PATH,
          SITE_URL: environment.siteUrl,
          API_KEY: DEMO_API_KEYS.crm,
        },
        encoding: 'utf8',
      })
      expect(stderr).toBe('')
      return JSON.parse(stdout)
    })
    expect(read).toMatchObject({
      cause: asked.cause,
      state: expect.stringMatching(/accepted|failed/),
    })
  })

  test('serve the description without a key', async () => {
    const answer = await send('/api/openapi.json')
    expect(answer.headers.get('content-type')).toContain('application/json')
    expect(await answer.json()).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: environment.siteUrl }],
    })
  })
})

test('a site without API_KEYS answers 404 below /api, whatever is sent (AP-01)', async () => {
  const environment = await startTestEnvironment('sessionm', { env: () => ({ API_KEYS: '' }) })
  const api = apiOf(environment.siteUrl)
  for (const path of ['/api', '/api/openapi.json', '/api/reset-requests']) {
    await expectProblem(await api.call(path, DEMO_API_KEYS.crm), 404)
    await expectProblem(await api.call(path, DEMO_API_KEYS.crm, { email: 'a@example.com' }), 404)
  }
  await environment.end()
})
