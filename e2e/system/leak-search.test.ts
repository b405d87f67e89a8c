import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BEHAVIOURS } from '#sandbox/behaviours.ts'
import { freshAddress } from '#sandbox/remote.ts'
import { vendors } from '#sandbox/vendors.ts'
import { demoEnvironment } from '#scripts/demo/demo-environment.ts'
import { UPSTREAM_NAMES, upstreams } from '#upstreams/registry.ts'
import { newClient } from './form.ts'
import { NAME, runScenario, type Secrets } from './leak-search/customer-scenarios.ts'
import { createRecordingClient, type RecordingClient } from './leak-search/recording-client.ts'
import { searchFor } from './leak-search/search.ts'
import { spellForm } from './raw-form.ts'
import { exchange } from './raw-request.ts'
import { SITES } from './store.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

/** Server of the build and its files, without packages. */
const BUILD = ['.next/standalone/.next', '.next/static']

describe.each(SITES)('at $upstream, with a store of kind $kind', ({ upstream, kind }) => {
  let environment: TestEnvironment
  let client: RecordingClient
  let customers: readonly Secrets[]

  beforeAll(async () => {
    environment = await startTestEnvironment(upstream, { kind })
    client = createRecordingClient(environment)
    customers = await Promise.all(
      (['unknown', ...BEHAVIOURS] as const).map((each) => runScenario(environment, client, each)),
    )
    await callWebhooks()
    await floodForm()
  })
  afterAll(() => environment?.end())

  /** Lists the secrets in the configuration. */
  const keys = () =>
    Object.entries(demoEnvironment(upstream, { siteUrl: environment.siteUrl, sandboxUrl: '' }))
      .filter(([name]) => /SECRET|_KEY$/.test(name))
      .map(([, value]) => value)

  const addresses = () => [FLOODED, NAME, ...customers.map(({ address }) => address)]
  const hidden = () => [...keys(), ...CODES, ...customers.flatMap((customer) => customer.hidden)]
  /** Lists the secrets that the vendor has issued. */
  const issued = async (isWanted = (_: { kind: string }) => true) =>
    (await environment.sandbox.secrets()).filter(isWanted).map(({ secret }) => secret)
  /** Lists all secrets. Some may be shown to their own customer only. */
  const all = async () => [...hidden(), ...(await issued()), ...mailed(), ...addresses()]
  const mailed = () => customers.flatMap((customer) => customer.mailed ?? [])

  /** Calls the webhooks of all vendors, also those that the site lacks. */
  async function callWebhooks(): Promise<void> {
    for (const name of UPSTREAM_NAMES) {
      const { webhook } = vendors[name]
      const { webhookPath } = upstreams[name]
      if (!webhook || !webhookPath) continue
      const body = JSON.stringify(webhook.event(CODES[0]))
      for (const secret of [webhook.secret, CODES[1] ?? '', ''])
        for (const text of [body, body.slice(0, -9), `${body}${' '.repeat(70_000)}`])
          for (const type of ['application/json', 'text/plain'])
            for (const origin of ['', 'https://evil.example'])
              await client.post(
                webhookPath,
                [
                  [webhook.secretHeader, secret],
                  ['Content-Type', type],
                  ...(origin ? [['Origin', origin] as const] : []),
                ],
                text,
              )
    }
  }

  /** Sends more requests of one client than the limit. */
  async function floodForm(): Promise<void> {
    const form = await client.form('/forgot-password')
    const head = [
      ['Origin', environment.siteUrl],
      ['X-Forwarded-For', newClient()],
    ] as const
    for (let times = 0; times < 12; times += 1) {
      const fields = { email: FLOODED }
      const bytes = spellForm(form, 'without script', { target: '/forgot-password', fields, head })
      await exchange(environment.siteUrl, { bytes })
    }
  }

  test('the vendor has issued all kinds of its secrets', async () => {
    const kinds = (await environment.sandbox.secrets()).map(({ kind }) => kind)
    expect([...new Set(kinds)].sort()).toEqual(vendors[upstream].secretKinds)
  })

  test("no answer contains a secret, and addresses appear only in their owner's pages (TK-11, TK-13, PW-14)", async () => {
    const search = searchFor(await all())
    const leaks = client.seen().flatMap(({ what, may, answer: { head, body } }) => {
      // The browser may get its sealed flow. The rewrite header repeats the query that it sent.
      const bare = head.replaceAll(
        /^set-cookie: __Host-reset=[^;]*|^x-middleware-rewrite: .*/gim,
        '',
      )
      const inBody = search(body).filter((secret) => !may.includes(secret))
      return [...inBody, ...search(bare)].map((secret) => ({ what, secret }))
    })
    expect(leaks).toEqual([])
    expect(client.seen().length).toBeGreaterThan(200)
    const shown = client
      .seen()
      .filter(({ may, answer }) => may.some((one) => answer.body.includes(one)))
    expect(shown.length).toBeGreaterThanOrEqual(customers.length)
  })

  test('no line of the log contains a secret or an address (TK-11, TK-13, WH-07)', async () => {
    const lines = Object.values(environment.server.written).join('')
    expect(lines).toContain('"event":"reset_requested"')
    expect(searchFor(await all())(lines)).toEqual([])
  })

  test("no mail contains a password, a key or the vendor's token", async () => {
    const mails = await environment.sandbox.mailsTo()
    expect(mails.length).toBeGreaterThan(4)
    expect(searchFor(hidden())(JSON.stringify(mails))).toEqual([])
    // A vendor's own mails contain its tokens. Ours show a code for another device.
    const ours = mails.filter(({ idempotencyKey }) => idempotencyKey !== null)
    expect(ours.length).toBeGreaterThan(2)
    const mayNotBeMailed = await issued(({ kind }) => kind !== 'code')
    expect(searchFor(mayNotBeMailed)(JSON.stringify(ours))).toEqual([])
  })

  test('no file of the build or the store contains a secret or an address (TK-11, TK-12, NX-02)', async () => {
    await environment.server.end('SIGTERM')
    const build = BUILD.flatMap(files)
    expect(build.length).toBeGreaterThan(50)
    const contents = Buffer.concat([...build, ...(await environment.store.read())])
    expect(contents.includes('attempts_expires_at')).toBe(true)
    expect(searchFor(await all())(contents)).toEqual([])
  })
})

const FLOODED = freshAddress('canary+flood')

const CODES = ['canary-code-of-the-event', 'canary-wrong-secret']

const files = (directory: string): Buffer[] =>
  globSync('**/*', { cwd: directory })
    .map((path) => join(directory, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path))
