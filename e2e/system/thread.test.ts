import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LogLine, readLog } from '#lib/log/log-fixture.ts'
import { freshAddress, GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'
import { vendors } from '#sandbox/vendors.ts'
import { connectedEnvironment } from '#scripts/demo/demo-environment.ts'
import { expectProblem } from '#server/http/responses-fixture.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import { apiOf } from './api.ts'
import { mailed, openChange } from './arrive.ts'
import { tell } from './follow-log.ts'
import { askForLink, isDone, typed } from './form.ts'
import { freePort, until } from './program.ts'
import { startServer } from './site.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

let environment: TestEnvironment
let database: Client

/** Upstream whose site sends its events to a program that refuses each at first. */
const REFUSED: UpstreamName = 'betterez'

/** Starts a site that is connected with everything, and a client of its database. */
async function start(upstream: UpstreamName, own: Record<string, string> = {}): Promise<void> {
  environment = await startTestEnvironment(upstream, {
    kind: 'server',
    env: (sandboxUrl) => ({
      ...{ ...connectedEnvironment(sandboxUrl), ...own },
      ...(upstream === REFUSED && { EVENTS_URL: `${sandboxUrl}/events?refuse` }),
    }),
    sandboxEnv: { MAIL_EVENTS: 'on' },
  })
  database = new Client({ connectionString: environment.store.env.DATABASE_URL })
  await database.connect()
}

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.query(text, values)).rows

const stepsOf = async (cause: string) => {
  const [row] = await rows<{ steps: object }>('select steps from progress where cause = $1', [
    cause,
  ])
  return Object.keys(row?.steps ?? {}).sort()
}

const linesOf = (): LogLine[] => readLog(environment.server.written.stdout)
const causeOf = (line: LogLine | undefined) => (line && 'cause' in line ? (line.cause ?? '') : '')
/** Finds the cause of the newest request. */
const lastCause = () =>
  causeOf(linesOf().findLast((line) => tell(line) === 'reset_requested accepted'))

const changed = ['password_changed changed', 'reset_mail_sent password-changed', 'event_sent']
const delivered = (mail: string) => [`mail_event ${mail} sent`, `mail_event ${mail} delivered`]
const notice = [...changed, ...delivered('password-changed')]
const mailedByUs = [
  ...['reset_mail_sent reset-link', ...delivered('reset-link'), 'link_opened open'],
  ...notice,
]

/** Selects the counts of one request, its mail and its change. */
const COUNTED = `
  select name || ' ' || sum(count) as text from counts
  where labels in ('{"outcome":"accepted"}', '{"outcome":"changed"}', '{}') and name <> 'webhooks'
  group by name order by name`

const ALL_STEPS = ['asked', 'changed', 'delivered', 'mailed', 'opened']

/** Lines of a whole reset with its cause, and the steps that are kept, by the outcome of its request. */
const EXPECTED = {
  // The vendor's link names no request: it is joined when the password is changed.
  sent: { lines: ['reset_requested sent', ...notice], steps: ['asked', 'changed', 'mailed'] },
  deliver: { lines: ['reset_requested deliver', ...mailedByUs], steps: ALL_STEPS },
  pending: {
    lines: [
      'reset_requested pending',
      ...['webhook_received accepted', 'webhook_received accepted'],
      ...mailedByUs,
    ],
    steps: ALL_STEPS,
  },
}

describe.each(UPSTREAM_NAMES)('a reset at %s', (upstream) => {
  let opsPort: string
  beforeAll(async () => {
    opsPort = String(await freePort())
    await start(upstream, { OPS_PORT: opsPort })
  })
  afterAll(async () => {
    await database.end()
    await environment.end()
  })

  test('is followed by its cause from form to change, in log, progress, counts, event, page and API (LG-06)', async () => {
    const { customer, link } = await mailed(environment)
    const { form } = await openChange(environment.siteUrl, link)
    expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)

    const cause = lastCause()
    const { lines, steps } = EXPECTED[vendors[upstream].traits.known]
    const refused = upstream === REFUSED ? ['event_failed to-be-tried-again'] : []
    const expected = ['reset_requested accepted', ...refused, ...lines].sort()
    const found = () => linesOf().filter((line) => causeOf(line) === cause)
    await until('all lines are written', async () => found().length >= expected.length, 30_000)
    expect(found().map(tell).sort()).toEqual(expected)
    const raw = linesOf().flatMap((line) => ('customer' in line ? [line.customer] : []))
    expect(new Set(raw).size).toBe(vendors[upstream].traits.known === 'sent' ? 1 : 0)

    await until('the steps are kept', async () => `${await stepsOf(cause)}` === `${steps}`, 10_000)
    const counted = async () =>
      (await rows<{ text: string }>(COUNTED)).map(({ text }) => text).join()
    const whole = 'passwords 1,request_to_mail 1,requests 1'
    await until('all is counted', async () => (await counted()) === whole, 10_000)
    const [event, ...others] = await environment.sandbox.events()
    expect(others).toEqual([])
    expect(event?.body).toMatchObject({
      type: 'password.changed',
      data: { customerId: customer.id, upstream, cause },
    })
    expect(JSON.stringify(event)).not.toContain('@')
    const page = await (await fetch(`http://localhost:${opsPort}/?cause=${cause}`)).text()
    expect(page).toContain(`aria-label="Steps of ${cause}"`)
    expect(page).toContain(' password changed</li>')
    expect(await apiOf(environment.siteUrl).stateOf(cause)).toMatchObject({ state: 'changed' })
    const kept = [await rows('select * from progress'), await rows('select * from counts')]
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`@|${customer.id}`))
  })

  test.runIf(upstream === 'sessionm')(
    'is not told of mails by a call without a signature (WH-09)',
    async () => {
      const call = (body: string, headers: Record<string, string> = {}) =>
        fetch(`${environment.siteUrl}/mail-events`, { method: 'POST', body, headers })
      await expectProblem(await call('{}'), 401)
      const forged = { 'svix-id': 'a', 'svix-timestamp': '1', 'svix-signature': 'v1,AAAA' }
      await expectProblem(await call('{}', forged), 401)
      await expectProblem(await call(' '.repeat(70_000), forged), 413)
      await expectProblem(await call('{}', { ...forged, origin: 'https://evil.example' }), 403)
      expect(linesOf().map(tell).slice(-4)).toEqual([
        ...['mail_event_refused secret', 'mail_event_refused secret'],
        ...['mail_event_refused too-large', 'origin_refused'],
      ])
    },
  )

  test.runIf(upstream === 'sessionm')(
    'is not delivered where its mail bounces (LG-06)',
    async () => {
      const email = freshAddress('bounced')
      await environment.sandbox.register(upstream, 'normal', { email })
      await askForLink(environment.siteUrl, environment.siteUrl, email)
      const isKept = async () => `${await stepsOf(lastCause())}` === 'asked,mailed,not-delivered'
      await until('it is kept', isKept, 30_000)
    },
  )

  test.runIf(upstream === 'sessionm')(
    'goes on where its process is killed, and loses seconds of its progress (LG-06)',
    async () => {
      const customer = await environment.sandbox.register(upstream)
      await askForLink(environment.siteUrl, environment.siteUrl, customer.email)
      const cause = lastCause()
      await environment.server.end('SIGKILL')
      environment.server = await startServer(environment.setting)
      const { form } = await openChange(
        environment.siteUrl,
        linkIn(await environment.sandbox.mailTo(customer.email)),
      )
      expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)
      const isKept = async () => (await stepsOf(cause)).includes('changed')
      await until('the change is kept', isKept, 10_000)
    },
  )
})
