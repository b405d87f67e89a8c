import { afterEach, expect, test } from 'vitest'
import type { CheckResult } from '#lib/check-result.ts'
import { connectedEnvironment, demoEnvironment } from '#scripts/demo/demo-environment.ts'
import { startProgram } from './program.ts'
import type { Setting } from './site.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

let environment: TestEnvironment | null = null
afterEach(async () => {
  await environment?.end()
  environment = null
})

/** Runs the doctor of the standalone server. @returns the exit code, and the results by id */
async function runDoctor(
  setting: Setting,
  env: Record<string, string> = {},
  options: readonly string[] = [],
) {
  const doctor = ['.next/standalone/doctor.js', '--json', ...options]
  const command = startProgram([process.execPath, ...doctor], {
    ...demoEnvironment(setting.upstream, setting),
    ...setting.store,
    ...setting.env,
    TRUSTED_PROXY_HOPS: '1',
    ...env,
  })
  const code = await command.ended
  expect(command.written.stderr).toBe('')
  const lines = command.written.stdout.trim().split('\n')
  const results = lines.map((line): CheckResult => JSON.parse(line))
  const byId: Record<string, CheckResult> = Object.fromEntries(results.map((one) => [one.id, one]))
  return { code, byId }
}

test('the doctor looks at a running site with an embedded database, and the site goes on', async () => {
  environment = await startTestEnvironment('elastic-path', {
    env: connectedEnvironment,
    sandboxEnv: { MAIL_EVENTS: 'on' },
  })
  const well = await runDoctor(environment.setting)
  const states = Object.values(well.byId).filter(({ state }) => state !== 'ok')
  // The site is at a loopback address, without a proxy and a shop of its own.
  const doubtful = ['config.url', 'ep.webhook-logs', 'proxy.hops', 'resend.deliveries']
  expect(states.map(({ id }) => id).sort()).toEqual([...doubtful, 'well-known'])
  expect(well.code).toBe(2)
  expect(await environment.server.readiness()).toBe(200)

  // A real reset, asked for beside the running site.
  const { email } = await environment.sandbox.register('elastic-path')
  const sent = await runDoctor(environment.setting, {}, ['--send-to', email])
  for (const id of ['reset.form', 'reset.webhook', 'reset.mail', 'reset.delivery'])
    expect(sent.byId[id]).toMatchObject({ state: 'ok' })
  expect(await environment.sandbox.mailsTo(email)).toHaveLength(1)
  expect(JSON.stringify(sent.byId)).not.toContain(email)

  // Another program answers at that URL.
  const wrong = await runDoctor(environment.setting, { SITE_URL: environment.sandbox.url })
  expect(wrong.code).toBe(1)
  expect(wrong.byId['site.form']).toMatchObject({ state: 'fail', variable: 'SITE_URL' })
  expect(wrong.byId['ep.webhook']).toMatchObject({ state: 'fail', variable: 'SITE_URL' })
})

test('the doctor looks into a database server, and names what the configuration lacks', async () => {
  environment = await startTestEnvironment('betterez', { kind: 'server' })
  const { code, byId } = await runDoctor(environment.setting)
  expect(code).toBe(2)
  for (const id of ['db.connect', 'db.rights', 'db.schema', 'queue.age', 'bz.app', 'site.form'])
    expect(byId[id]).toMatchObject({ state: 'ok' })

  const stranger = await runDoctor(environment.setting, {}, ['--send-to', 'nobody@example.com'])
  expect(stranger.byId['reset.mail']).toMatchObject({ state: 'fail' })

  const DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'
  const down = await runDoctor(environment.setting, { DATABASE_URL })
  expect(down.byId['db.connect']).toMatchObject({ state: 'fail', variable: 'DATABASE_URL' })

  const broken = await runDoctor(environment.setting, { SITE_SECRET: '' })
  expect(broken.code).toBe(78)
  expect(broken.byId.config).toMatchObject({ state: 'fail', variable: 'SITE_SECRET' })
})
