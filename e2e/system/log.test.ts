import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONSOLE_LIMIT } from '#lib/log/console-log.ts'
import { readLog } from '#lib/log/log-fixture.ts'
import { UPSTREAM_NAMES } from '#lib/reset/upstream.ts'
import { freshAddress } from '#sandbox/remote.ts'
import { mailed, openChange } from './arrive.ts'
import { searchFor } from './canaries/search.ts'
import { followLog, tell } from './follow-log.ts'
import { askForLink, openLink, typed } from './form.ts'
import { until } from './program.ts'
import { startWorld, type World } from './world.ts'

const NAME = 'Wilhelmina Readable'
const PASSWORD = 'seven "canary" rivers & 7'
const TOO_SHORT = 'brief-Q7k'
const FAILS = { NODE_OPTIONS: `--import=${process.cwd()}/e2e/system/preload/fail-on-signal.mjs` }

/** What comes of a request by the form of a customer, and of somebody who is none. */
const ASKED = {
  betterez: [['reset_requested sent'], ['reset_requested no-account']],
  sessionm: [
    ['reset_mail_sent reset-link', 'reset_requested deliver'],
    ['reset_requested no-account'],
  ],
  'elastic-path': [
    [
      'reset_mail_sent reset-link',
      'reset_requested pending',
      // Elastic Path delivers each event twice.
      'webhook_received accepted',
      'webhook_received accepted',
    ],
    ['reset_requested pending'],
  ],
} as const

describe.each(UPSTREAM_NAMES)('the log of a site at %s', (upstream) => {
  let world: World

  beforeAll(async () => {
    world = await startWorld(upstream, { env: () => FAILS })
  })
  afterAll(() => world?.end())

  test('has one line for each thing that happens, and each says what it may (LG-01, LG-02)', async () => {
    const { siteUrl } = world
    const expectLines = followLog(world)
    const [known, unknown] = ASKED[upstream]
    const { customer, link } = await expectLines(
      () => mailed(world, 'normal', { name: NAME }),
      [...known, 'reset_requested accepted'],
    )
    const { form, cookie } = await expectLines(
      () => openChange(siteUrl, link),
      ['link_opened open'],
    )
    await expectLines(() => form.post(typed(TOO_SHORT)), ['password_refused too-short'])
    await expectLines(
      () => form.post(typed(PASSWORD)),
      ['password_changed changed', 'reset_mail_sent password-changed'],
    )
    await expectLines(() => form.post(typed(`${PASSWORD} and more`)), ['link_invalid used'])
    await expectLines(() => openLink(siteUrl, link), ['link_invalid used'])
    const cut = `${siteUrl}/actions?action=resetPwd&token=x`
    await expectLines(() => openLink(siteUrl, cut), ['link_invalid invalid'])
    const stranger = freshAddress()
    await expectLines(
      () => askForLink(siteUrl, siteUrl, stranger),
      [...unknown, 'reset_requested accepted'],
    )

    const token = new URL(link).searchParams.get('token') ?? ''
    const { id, email } = customer
    const secrets = [NAME, PASSWORD, TOO_SHORT, id, email, stranger, token, cookie.slice(-60)]
    const written = Object.values(world.server.written).join('')
    expect(searchFor(secrets)(written)).toEqual([])
  })

  test('has no stack, whatever nobody caught, and the site goes on (LG-04)', async () => {
    const broken = {
      method: 'POST',
      headers: { origin: world.siteUrl, 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nbroken',
    }
    await fetch(`${world.siteUrl}/forgot-password`, broken)
    world.server.signal('SIGUSR2')
    const has = (line: string) => readLog(world.server.written.stdout).map(tell).includes(line)
    await until('it is in the log', async () =>
      ['server_error console', 'server_warning console'].every(has),
    )
    expect(await world.server.readiness()).toBe(200)
    expect(world.server.written.stderr).toBe('')
    expect(world.server.written.stdout).not.toMatch(/canary|^ +at /m)
  })

  test('is no flood where there is one of faults (LG-05)', async () => {
    const faults = 5 * CONSOLE_LIMIT.lines
    const before = world.server.written.stdout.length
    for (let nth = 0; nth < faults; nth += 1) {
      world.server.signal('SIGUSR2')
      await sleep(5)
    }
    await world.server.readiness()
    expect(world.server.written.stdout.length - before).toBeLessThan(4 * CONSOLE_LIMIT.lines * 150)
    expect(world.server.written.stderr).toBe('')
  })
})
