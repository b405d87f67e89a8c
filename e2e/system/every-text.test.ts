import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { messagesFor } from '#messages/messages.ts'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import type { Flow } from '#server/http/cookies.ts'
import { arrive, mailed } from './arrive.ts'
import { type Form, formOf, newClient, openForm, typed } from './form.ts'
import { postForm } from './raw-form.ts'
import { cookieOf, sealerOf } from './sealed.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'
import { patternOf, textOf, textsIn } from './texts.ts'

/** Texts that another test shows: they need JavaScript, or a database that fails. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'changePassword.capsLock': 'e2e/journeys/screen-reader.spec.ts',
  'changePassword.met': 'e2e/journeys/screen-reader.spec.ts',
  'changePassword.show': 'e2e/journeys/password-field.spec.ts',
  // A busy machine may not get the answer of the list in time.
  'changePassword.errors.breached': 'e2e/journeys/weak-password-costs-nothing.spec.ts',
  'changePassword.hide': 'e2e/journeys/password-field.spec.ts',
  'changePassword.showShort': 'e2e/journeys/translated-page.spec.ts',
  'changePassword.hideShort': 'e2e/journeys/translated-page.spec.ts',
  'error.title': 'e2e/system/database-down.test.ts',
  'error.lead': 'e2e/system/database-down.test.ts',
  'error.offline.title': 'e2e/journeys/offline.spec.ts',
  'error.offline.text': 'e2e/journeys/offline.spec.ts',
}

const LEGAL = {
  PRIVACY_URL: 'https://www.example.com/privacy',
  IMPRINT_URL: 'https://www.example.com/imprint',
  ACCESSIBILITY_URL: 'https://www.example.com/accessibility',
}

let environment: TestEnvironment
beforeAll(async () => {
  environment = await startTestEnvironment('sessionm', { env: () => LEGAL })
})
afterAll(() => environment?.end())

/** A flow, whose other values have their defaults. */
type SealedFlow = Partial<Flow> & Pick<Flow, 'kind'>

/** Requests a page, with the cookie of a flow. */
async function page(path: string, flow?: SealedFlow, own: RequestInit = {}): Promise<string> {
  const cookie = flow ? await cookieOf('sessionm', flow as Flow) : ''
  const headers = { accept: 'text/html', cookie, ...own.headers }
  return (await fetch(`${environment.siteUrl}${path}`, { ...own, headers })).text()
}

const bodyOf = async (form: Form, fields: Record<string, string>, client?: string) =>
  (await form.post(fields, { headers: { accept: 'text/html' }, ...(client && { client }) })).body

const INVALID_ADDRESSES = [
  ...['', 'ada', 'a@example.com, b@example.com', 'ada lovelace@example.com', '@example.com'],
  ...[`${'a'.repeat(300)}@example.com`, 'a"(b@example.com', 'ada@example'],
]

/** Shows the states of the form that asks for a link. */
async function asking(): Promise<string[]> {
  const form = await formOf(environment)
  const email = 'ada@example.com'
  const client = newClient()
  const many = []
  for (let times = 0; times < 11; times += 1) many.push(await bodyOf(form, { email: 'x' }, client))
  const pages = await Promise.all(
    INVALID_ADDRESSES.map((invalid) => bodyOf(form, { email: invalid })),
  )
  const sent = { kind: 'sent', email, mailbox: 'gmail', suggestion: 'example.org' } as const
  const again = { ...sent, askedAt: Date.now(), isAgain: true }
  return [
    ...many,
    ...pages,
    await page('/forgot-password/sent'),
    await page('/forgot-password/sent', again),
    await page('/forgot-password/invited', { kind: 'invited', email, cause: 'one' }),
  ]
}

/** Shows the states of the form for a new password. */
async function choosing(): Promise<string[]> {
  const arrivals = [
    arrive(environment),
    arrive(environment),
    arrive(environment, 'strict'),
    arrive(environment, 'times-out'),
  ]
  const [one, other, strict, lost] = await Promise.all(arrivals)
  if (!one || !other || !strict || !lost) throw new Error('a customer is missing')
  const unconfirmed = bodyOf(lost.form, typed(GOOD_PASSWORD))
  const refused = [
    ...['', 'short', 'x'.repeat(2000), `${'x'.repeat(20)}\ufffd`, one.customer.email],
    ...['passwordpassword', 'Marlow Rewards 2026'],
  ]
  const mixed = await one.form.post(typed(GOOD_PASSWORD), { headers: { cookie: other.cookie } })
  return [
    mixed.body,
    ...(await Promise.all(refused.map((password) => bodyOf(one.form, typed(password))))),
    await bodyOf(one.form, { password: GOOD_PASSWORD, confirmPassword: 'another' }),
    await bodyOf(strict.form, typed('no digits in this one')),
    await unconfirmed,
    await page('/change-password/done', { kind: 'done', attempt: 'one' }),
  ]
}

/** Shows the states of the form for a pasted link. */
async function pasting(): Promise<string[]> {
  const form = await openForm(`${environment.siteUrl}/change-password/with-link`, {
    origin: environment.siteUrl,
  })
  const [{ customer, link: used }, { link: gone }] = await Promise.all([
    mailed(environment),
    mailed(environment, 'expired'),
  ])
  const expired = new URL(used)
  const ticket = { subject: customer.id, token: 'token', email: null }
  expired.searchParams.set('token', await sealerOf('sessionm').seal('link', ticket, new Date(0)))
  await bodyOf(form, { link: used, ...typed(GOOD_PASSWORD) })
  const links = ['', 'no link', 'https://shop.example/?a=b', expired.href, used, gone]
  return Promise.all(links.map((link) => bodyOf(form, { link, ...typed('eight calm rivers 8') })))
}

/** Shows the pages of links that do not work, and of requests that went wrong. */
async function failing(): Promise<string[]> {
  const reasons = ['invalid', 'expired', 'used', 'gone'] as const
  const { hidden, actionId, ...form } = await formOf(environment)
  const old = hidden.map(
    ([name, value]) => [name, value.replace(actionId, '0'.repeat(42))] as const,
  )
  const outdated = { ...form, hidden: old, actionId }
  const email = 'ada@example.com'
  return Promise.all([
    ...reasons.map((reason) =>
      page('/change-password/expired', { kind: 'invalid-link', reason, email }),
    ),
    page('/change-password/expired'),
    page('/other-action'),
    page('/no/such/page'),
    page('/forgot-password', undefined, { method: 'POST' }),
    page('/forgot-password', undefined, { headers: { cookie: 'a'.repeat(60_000) } }),
    postForm(outdated, 'without script', { email: 'ada@example.com' }).then((it) => it.text()),
  ])
}

/** Shows the states of the form for a code, of an upstream whose codes can be typed. */
async function typing(): Promise<string[]> {
  const other = await startTestEnvironment('elastic-path')
  onTestFinished(() => other.end())
  const sent = await (await fetch(`${other.siteUrl}/forgot-password/sent`)).text()
  const form = await openForm(`${other.siteUrl}/change-password/code`, { origin: other.siteUrl })
  const codes = ['', 'é'.repeat(6), 'abcdef']
  const email = 'ada@example.com'
  return [sent, ...(await Promise.all(codes.map((code) => bodyOf(form, { email, code }))))]
}

/** Shows the form of a site whose customers may have a number in place of an address. */
async function numbering(): Promise<string[]> {
  const env = { BETTEREZ_ACCEPTS_CUSTOMER_NUMBER: 'true' }
  const other = await startTestEnvironment('betterez', { env: () => env })
  onTestFinished(() => other.end())
  const headers = {
    cookie: await cookieOf('betterez', { kind: 'sent', email: '123-456-789' } as Flow),
  }
  const read = async (path: string) => (await fetch(`${other.siteUrl}${path}`, { headers })).text()
  const form = await formOf(other)
  return [
    await read('/forgot-password'),
    await read('/forgot-password/sent'),
    ...(await Promise.all(['', 'ada'].map((typed) => bodyOf(form, { email: typed })))),
  ]
}

/** Shows the pages of a customer who did not change the password. */
const notMe = () =>
  Promise.all([page('/not-me', { kind: 'not-me', email: 'ada@example.com' }), page('/not-me/sent')])

/** Shows what a customer sees while the vendor is down. */
async function vendorDown(): Promise<string[]> {
  const { form } = await arrive(environment)
  await environment.sandbox.end()
  return [await bodyOf(form, typed(GOOD_PASSWORD))]
}

test('every text of the pages is on a page that a customer without JavaScript sees, or in the named test', async () => {
  const shown = (
    await Promise.all([asking(), choosing(), pasting(), typing(), numbering(), notMe(), failing()])
  ).flat()
  const all = [...shown, ...(await vendorDown())].map(textOf).join('\n')
  const { mail: _, durations: __, ...pages } = messagesFor('en')
  const texts = Object.entries(pages).flatMap(([group, texts]) => textsIn(texts, group))
  const missing = texts.filter(([, text]) => !patternOf(text).test(all)).map(([key]) => key)
  expect(missing.toSorted()).toEqual(Object.keys(ELSEWHERE).toSorted())
  for (const path of Object.values(ELSEWHERE)) expect(existsSync(path), path).toBe(true)
})
