import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { CONSOLE_LIMIT } from '#lib/log/console-log.ts'
import { readLog } from '#lib/log/log-fixture.ts'
import { tell } from './follow-log.ts'
import { until } from './program.ts'
import { startTestEnvironment } from './test-environment.ts'

const FAILS = { NODE_OPTIONS: `--import=${process.cwd()}/e2e/system/preload/fail-on-signal.mjs` }

const environment = await startTestEnvironment('sessionm', { env: () => FAILS })
afterAll(() => environment.end())

test('the log has no stack of an uncaught error, and the site goes on (LG-04)', async () => {
  const broken = {
    method: 'POST',
    headers: { origin: environment.siteUrl, 'content-type': 'multipart/form-data; boundary=x' },
    body: '--x\r\nbroken',
  }
  await fetch(`${environment.siteUrl}/forgot-password`, broken)
  environment.server.signal('SIGUSR2')
  const has = (line: string) => readLog(environment.server.written.stdout).map(tell).includes(line)
  await until('it is in the log', async () =>
    ['server_error console', 'server_warning console'].every(has),
  )
  expect(await environment.server.readiness()).toBe(200)
  expect(environment.server.written.stderr).toBe('')
  expect(environment.server.written.stdout).not.toMatch(/canary|^ +at /m)
})

test('a flood of errors does not flood the log (LG-05)', async () => {
  const faults = 5 * CONSOLE_LIMIT.lines
  const before = environment.server.written.stdout.length
  for (let nth = 0; nth < faults; nth += 1) {
    environment.server.signal('SIGUSR2')
    await sleep(5)
  }
  await environment.server.readiness()
  expect(environment.server.written.stdout.length - before).toBeLessThan(
    4 * CONSOLE_LIMIT.lines * 150,
  )
  expect(environment.server.written.stderr).toBe('')
})
