import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONSOLE_LIMIT } from '#lib/console-log.ts'
import { type LogLine, readLog } from '#lib/log-fixture.ts'
import { UPSTREAM_NAMES } from '#lib/upstream/upstream.ts'
import { freshAddress, linkIn } from '#sandbox/remote.ts'
import { askForLink, newClient, openForm, openLink, typed } from './form.ts'
import { until } from './program.ts'
import { startWorld, type World } from './world.ts'

const PASSWORD = 'seven quiet rivers 7'
const FAILS = { NODE_OPTIONS: `--import=${process.cwd()}/load/preload/fail-on-signal.mjs` }

describe.each(UPSTREAM_NAMES)('the log of a site at %s', (upstream) => {
  let world: World

  beforeAll(async () => {
    world = await startWorld(upstream, { env: () => FAILS })
  })
  afterAll(() => world?.end())

  /** The lines that were written meanwhile, as `event outcome`, in order of the alphabet. */
  async function linesOf(act: () => Promise<unknown>, lines: number): Promise<string[]> {
    const before = readLog(world.server.written.stdout).length
    const since = () => readLog(world.server.written.stdout).slice(before)
    await act()
    await until('the lines are there', async () => since().length >= lines, 15_000).catch(() => {})
    return since().map(told).sort()
  }
  const told = (line: LogLine) =>
    [
      line.event,
      ...('mail' in line ? [line.mail] : []),
      ...('outcome' in line ? [line.outcome] : []),
    ]
      .filter(Boolean)
      .join(' ')

  test('has one line for each thing that happens, and each says what it may (LG-01, LG-02)', async () => {
    const customer = await world.sandbox.register(upstream)
    let link = ''
    const asked = {
      betterez: ['reset_requested sent'],
      sessionm: ['reset_mail_sent reset-link', 'reset_requested deliver'],
      'elastic-path': [
        'reset_mail_sent reset-link',
        'reset_requested pending',
        // Elastic Path delivers each event twice.
        'webhook_received accepted',
        'webhook_received accepted',
      ],
    }[upstream]
    const request = async () => {
      await askForLink(world.siteUrl, world.siteUrl, customer.email)
      link = linkIn(await world.sandbox.mailTo(customer.email))
    }
    expect(await linesOf(request, asked.length + 1)).toEqual(
      [...asked, 'reset_requested accepted'].sort(),
    )

    const { cookie } = await openLink(world.siteUrl, link)
    const form = await openForm(`${world.siteUrl}/change-password`, {
      origin: world.siteUrl,
      cookie,
    })
    expect(await linesOf(() => form.post(typed('short')), 1)).toEqual([
      'password_refused too-short',
    ])
    expect(await linesOf(() => form.post(typed(PASSWORD)), 2)).toEqual([
      'password_changed changed',
      'reset_mail_sent password-changed',
    ])
    expect(await linesOf(() => openLink(world.siteUrl, link), 1)).toEqual(['link_invalid used'])
    const cut = `${world.siteUrl}/actions?action=resetPwd&token=x`
    expect(await linesOf(() => openLink(world.siteUrl, cut), 1)).toEqual(['link_invalid invalid'])
    const unknown = () => askForLink(world.siteUrl, world.siteUrl, freshAddress())
    expect((await linesOf(unknown, 2)).filter((line) => line.includes('accepted'))).toHaveLength(1)

    const { stdout } = world.server.written
    for (const secret of [customer.email, PASSWORD, 'short', link]) {
      expect(stdout).not.toContain(`"${secret}"`)
    }
    expect(readLog(stdout).filter(({ event }) => event === 'link_opened')).toHaveLength(1)
  })

  test('has one line for a refusal (LG-02)', async () => {
    const evil = () =>
      fetch(`${world.siteUrl}/forgot-password`, {
        method: 'POST',
        headers: { origin: 'https://evil.example' },
        body: new URLSearchParams({ email: freshAddress() }),
      })
    expect(await linesOf(evil, 1)).toEqual(['origin_refused'])

    const client = newClient()
    const form = await openForm(`${world.siteUrl}/forgot-password`, { origin: world.siteUrl })
    const often = async () => {
      for (let times = 0; times < 11; times += 1)
        await form.post({ email: 'no address' }, { client })
    }
    expect(await linesOf(often, 1)).toEqual(['rate_limited requests'])

    if (upstream !== 'elastic-path') return
    const hook = () =>
      fetch(`${world.siteUrl}/one-time-password-token-notification`, { method: 'POST', body: '{}' })
    expect(await linesOf(hook, 1)).toEqual(['webhook_refused secret'])
  })

  test('has no stack, whatever nobody caught, and the site goes on (LG-04)', async () => {
    const broken = {
      method: 'POST',
      headers: { origin: world.siteUrl, 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nbroken',
    }
    await fetch(`${world.siteUrl}/forgot-password`, broken)
    world.server.signal('SIGUSR2')
    const has = (line: string) => readLog(world.server.written.stdout).map(told).includes(line)
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
