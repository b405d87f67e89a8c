import { Client } from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { type LogLine, readLog } from '#lib/log/log-fixture.ts'
import { freshAddress, GOOD_PASSWORD } from '#sandbox/remote.ts'
import { vendors } from '#sandbox/vendors.ts'
import { connectedEnvironment } from '#scripts/demo-environment.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import { mailed, openChange } from './arrive.ts'
import { tell } from './follow-log.ts'
import { askForLink, isDone, typed } from './form.ts'
import { until } from './program.ts'
import { startServer } from './site.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

let world: TestEnvironment | undefined
let database: Client | undefined
afterEach(async () => {
  await database?.end()
  await world?.end()
})

/** Starts a site that is connected with everything, and a client of its database. */
async function start(upstream: UpstreamName): Promise<TestEnvironment> {
  world = await startTestEnvironment(upstream, {
    kind: 'server',
    env: (sandboxUrl) => connectedEnvironment(sandboxUrl),
    sandboxEnv: { MAIL_EVENTS: 'on' },
  })
  database = new Client({ connectionString: world.store.env.DATABASE_URL })
  await database.connect()
  return world
}

const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await database?.query(text, values))?.rows ?? []

const stepsOf = async (cause: string) => {
  const [row] = await rows<{ steps: object }>('select steps from progress where cause = $1', [
    cause,
  ])
  return Object.keys(row?.steps ?? {}).sort()
}

const linesOf = ({ server }: TestEnvironment): LogLine[] => readLog(server.written.stdout)
const causeOf = (line: LogLine | undefined) => (line && 'cause' in line ? (line.cause ?? '') : '')
const firstCause = (place: TestEnvironment) =>
  causeOf(linesOf(place).find(({ event }) => event === 'reset_requested'))

const changed = ['password_changed changed', 'reset_mail_sent password-changed', 'event_sent']
const delivered = (mail: string) => [`mail_event ${mail} sent`, `mail_event ${mail} delivered`]
const notice = [...changed, ...delivered('password-changed')]
const mailedByUs = [
  ...['reset_mail_sent reset-link', ...delivered('reset-link'), 'link_opened open'],
  ...notice,
]

/** Lines of a whole reset with its cause, and the steps that are kept. */
const EXPECTED = {
  // Betterez' link names no request: it is joined when the password is changed.
  betterez: { lines: ['reset_requested sent', ...notice], steps: ['asked', 'changed', 'mailed'] },
  sessionm: {
    lines: ['reset_requested deliver', ...mailedByUs],
    steps: ['asked', 'changed', 'delivered', 'mailed', 'opened'],
  },
  'elastic-path': {
    lines: [
      'reset_requested pending',
      ...['webhook_received accepted', 'webhook_received accepted'],
      ...mailedByUs,
    ],
    steps: ['asked', 'changed', 'delivered', 'mailed', 'opened'],
  },
} satisfies Record<UpstreamName, object>

describe.each(UPSTREAM_NAMES)('a reset at %s', (upstream) => {
  test('is followed by its cause from form to change, in log, progress, counts and event (LG-06)', async () => {
    const place = await start(upstream)
    const { customer, link } = await mailed(place)
    const { form } = await openChange(place.siteUrl, link)
    expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)

    const cause = firstCause(place)
    const { lines, steps } = EXPECTED[upstream]
    const expected = ['reset_requested accepted', ...lines].sort()
    const found = () => linesOf(place).filter((line) => causeOf(line) === cause)
    await until('all lines are written', async () => found().length >= expected.length, 30_000)
    expect(found().map(tell).sort()).toEqual(expected)
    const raw = linesOf(place).flatMap((line) => ('customer' in line ? [line.customer] : []))
    expect(new Set(raw).size).toBe(vendors[upstream].traits.known === 'sent' ? 1 : 0)

    await until('the steps are kept', async () => `${await stepsOf(cause)}` === `${steps}`, 10_000)
    const counted = await rows<{ name: string; times: number }>(
      `select name, sum(count)::int as times from counts
       where labels in ('{"outcome":"accepted"}', '{"outcome":"changed"}', '{}') and name <> 'webhooks'
       group by name order by name`,
    )
    expect(counted).toEqual([
      { name: 'passwords', times: 1 },
      { name: 'request_to_mail', times: 1 },
      { name: 'requests', times: 1 },
    ])
    const [event, ...others] = await place.sandbox.events()
    expect(others).toEqual([])
    expect(event?.body).toMatchObject({
      type: 'password.changed',
      data: { customerId: customer.id, upstream, cause },
    })
    expect(JSON.stringify(event)).not.toContain('@')
    const kept = JSON.stringify([
      await rows('select * from progress'),
      await rows('select * from counts'),
    ])
    expect(kept).not.toMatch(new RegExp(`@|${customer.id}`))
  })
})

test('a mail that bounces is a reset that was not delivered (LG-06)', async () => {
  const place = await start('sessionm')
  const email = freshAddress('bounced')
  await place.sandbox.register('sessionm', 'normal', { email })
  await askForLink(place.siteUrl, place.siteUrl, email)
  const cause = () => firstCause(place)
  await until('it is kept', async () => (await stepsOf(cause())).includes('not-delivered'), 30_000)
  expect(await stepsOf(cause())).toEqual(['asked', 'mailed', 'not-delivered'])
})

test('a process that is killed loses seconds of progress, and no reset (LG-06)', async () => {
  const place = await start('sessionm')
  const customer = await place.sandbox.register('sessionm')
  await askForLink(place.siteUrl, place.siteUrl, customer.email)
  await place.server.end('SIGKILL')
  place.server = await startServer(place.setting)
  const { text } = await place.sandbox.mailTo(customer.email)
  const [link = ''] = text.match(/https?:\/\/\S+/) ?? []
  const { form } = await openChange(place.siteUrl, link)
  expect(isDone(await form.post(typed(GOOD_PASSWORD)))).toBe(true)
  const done = async () =>
    (await rows("select from progress where steps ? 'changed' and steps ? 'mailed'")).length === 1
  await until('the change is kept', done, 10_000)
})
