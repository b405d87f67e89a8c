import { randomUUID } from 'node:crypto'
import { type Browser, chromium } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserOptions } from '#e2e/browser.ts'
import { readLog } from '#lib/log/log-fixture.ts'
import { freshAddress, GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'
import { connectedEnvironment } from '#scripts/demo/demo-environment.ts'
import { renderOps } from '#scripts/gallery/ops.ts'
import { openQueues } from '#server/store/outbox/postgres-outbox.ts'
import { sealJob } from '#server/store/outbox/sealed-job.ts'
import { openServer } from '#server/store/postgres-server.ts'
import { arrive } from './arrive.ts'
import { axeFindings } from './axe.ts'
import { tell } from './follow-log.ts'
import { isDone, typed } from './form.ts'
import { checkPage } from './page-checks.ts'
import { freePort, until } from './program.ts'
import { sendTo } from './raw-request.ts'
import { sealerOf } from './sealed.ts'
import { startServer } from './site.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const TOKEN = 'token-of-the-operator-12345678901234'
const UPSTREAM = 'sessionm'

let environment: TestEnvironment
let ops: string
let browser: Browser

beforeAll(async () => {
  ops = `http://localhost:${await freePort()}`
  environment = await startTestEnvironment(UPSTREAM, {
    kind: 'server',
    env: (sandboxUrl) => ({
      ...connectedEnvironment(sandboxUrl),
      ...{ OPS_PORT: new URL(ops).port, OPS_TOKEN: TOKEN },
    }),
    sandboxEnv: { MAIL_EVENTS: 'on' },
  })
  browser = await chromium.launch(browserOptions())
})
afterAll(async () => {
  await browser?.close()
  await environment?.end()
})

const read = async (path: string) => {
  const answer = await fetch(`${ops}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } })
  expect(answer.status).toBe(200)
  return answer.text()
}

/** Stores a request whose time is over, which becomes a dead letter. */
async function addDeadLetter(email: string): Promise<void> {
  const database = await openServer(environment.store.env.DATABASE_URL ?? '')
  const boss = await openQueues(database, () => {})
  const job = {
    kind: 'request',
    id: randomUUID(),
    until: new Date(0),
    email,
    locale: 'en',
  } as const
  await boss.send('request', { sealed: await sealJob(sealerOf(UPSTREAM), job), attempts: 0 })
  await boss.stop({ graceful: false })
  await database.close()
}

const deadLetters = async () =>
  Number(/^password_reset_dead_letters (\d+)$/m.exec(await read('/metrics'))?.[1])

describe('the port for operators', () => {
  test('is for its token only, and its paths are not at the port for customers (OP-01, OP-02)', async () => {
    expect((await fetch(`${ops}/`)).status).toBe(401)
    expect((await fetch(`${ops}/metrics`)).status).toBe(401)
    expect((await fetch(`${ops}/forgot-password`)).status).toBe(404)
    for (const path of ['/metrics', '/sign-in', '/dead-letters'])
      expect((await sendTo(environment.siteUrl, 'GET', path)).status).toBe(404)
  })

  test('shows a reset from form to change and by its cause, without its customer (LG-06, OP-06)', async () => {
    const { customer, form } = await arrive(environment)
    expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)
    await until('the page shows it', async () =>
      /Delivered<\/p><p class="step-count">1 .*Changed<\/p><p class="step-count">1 /s.test(
        await read('/'),
      ),
    )
    const asked = readLog(environment.server.written.stdout).find(
      (line) => tell(line) === 'link_opened open',
    )
    const cause = asked && 'cause' in asked ? asked.cause : ''
    const page = await read(`/?cause=${cause}`)
    for (const step of ['asked for a link', 'mail delivered', 'link opened', 'password changed'])
      expect(page).toContain(step)
    expect(page).toMatch(/\d+ checks at /)
    const metrics = await read('/metrics')
    for (const line of [
      'password_reset_passwords_total{outcome="changed"} 1',
      'password_reset_links_opened_total{outcome="open"} 1',
      'password_reset_mails_total{kind="reset-link",outcome="sent",reason=""} 1',
      'password_reset_mail_deliveries_total{kind="reset-link",event="delivered"} 1',
      'password_reset_request_to_mail_seconds_count 1',
      'password_reset_store_up 1',
    ])
      expect(metrics.split('\n')).toContain(line)
    expect(page + metrics).not.toMatch(new RegExp(`${customer.email}|${customer.id}|@example`))
  })

  test('retries and drops dead letters in a browser without JavaScript (OP-02)', async () => {
    const { email } = await environment.sandbox.register(UPSTREAM)
    const other = await environment.sandbox.register(UPSTREAM, 'normal', {
      email: freshAddress('dropped'),
    })
    await addDeadLetter(email)
    await until('it is given up', async () => (await deadLetters()) === 1)

    const tab = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await tab.goto(ops)
    const radius = (element: Element) => getComputedStyle(element).borderRadius
    expect(await tab.locator('.card').evaluate(radius), 'its style is allowed').toBe('12px')
    await tab.getByLabel('Token').fill('wrong')
    await tab.getByRole('button', { name: 'Sign in' }).click()
    expect(await tab.getByRole('alert').textContent()).toContain('This is not the token')
    await tab.getByLabel('Token').fill(TOKEN)
    await tab.getByRole('button', { name: 'Sign in' }).click()
    await tab.getByRole('button', { name: 'Retry', exact: true }).click()
    expect(await tab.getByRole('status').textContent()).toBe('1 to be tried again.')
    expect(linkIn(await environment.sandbox.mailTo(email, 1, 30_000))).toContain(
      environment.siteUrl,
    )

    await addDeadLetter(other.email)
    await until('it is given up', async () => (await deadLetters()) === 1)
    await tab.reload()
    await tab.getByRole('button', { name: 'Drop', exact: true }).click()
    expect(await tab.getByRole('status').textContent()).toBe('1 dropped.')
    expect(await deadLetters()).toBe(0)
    expect(await environment.sandbox.mailsTo(other.email)).toEqual([])

    await tab.getByRole('button', { name: 'Sign out' }).click()
    await tab.getByLabel('Token').waitFor()
    await tab.context().close()
    const lines = readLog(environment.server.written.stdout).map(tell)
    expect(lines.filter((line) => line.startsWith('ops_'))).toEqual([
      ...['ops_refused token', 'ops_action sign-in', 'ops_action retry', 'ops_action drop'],
    ])
  })

  test('without a token answers this machine only, and closes with the process (OP-01, OP-04)', async () => {
    const port = await freePort()
    const env = {
      ...environment.setting.env,
      OPS_PORT: String(port),
      OPS_TOKEN: '',
      HOSTNAME: '0.0.0.0',
    }
    const replica = `http://localhost:${await freePort()}`
    const server = await startServer({ ...environment.setting, env }, replica)
    const local = `http://127.0.0.1:${port}`
    expect((await fetch(local)).status).toBe(200)
    const foreign = await sendTo(local, 'GET', '/metrics', [['Host', `evil.example:${port}`]])
    expect(foreign.status).toBe(421)
    expect(await server.end('SIGTERM')).toBe(0)
    await expect(fetch(local)).rejects.toThrow()
  })
})

test('axe finds nothing on any state of the page, in light and dark, and each fits a phone (OP-06)', async () => {
  const found: string[] = []
  for (const { id, html } of renderOps({ name: 'Northline Coaches', color: '#0b6e5f' })) {
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? []
    const tab = await browser.newPage()
    await tab.setContent(html)
    found.push(...(await axeFindings(tab, [style])).map((finding) => `${id} ${finding}`))
    found.push(...(await checkPage(tab, [style])).map((finding) => `${id} ${finding}`))
    await tab.close()
  }
  expect(found).toEqual([])
})
