import { expect, test } from 'vitest'
import { ok } from '#lib/check-result.ts'
import { fakeServices } from '#lib/reset/fake-services.ts'
import { configWith } from '#server/config/config-fixture.ts'
import { cachedChecks } from './run-checks.ts'

test('checks run once a minute at most, for all callers together', async () => {
  const { sealer, now, pass } = fakeServices()
  let runs = 0
  const site = { config: configWith(), sealer, now, store: { report: async () => ({ code: 'X' }) } }
  const checks = cachedChecks(site, async () => {
    runs += 1
    return [ok('site.form', 'It works.')]
  })
  const [one, other] = await Promise.all([checks(), checks()])
  expect(one).toBe(other)
  expect(one).toEqual({ at: now(), results: [ok('site.form', 'It works.')] })
  pass(59)
  expect(await checks()).toBe(one)
  expect(runs).toBe(1)
  pass(1)
  expect((await checks()).at).toEqual(now())
  expect(runs).toBe(2)
})
