import { expect, test } from 'vitest'
import { fakeServices } from '#lib/reset/fake-services.ts'
import type { Steps } from '#lib/reset/progress.ts'
import { configWith } from '#server/config/config-fixture.ts'
import { runCanary } from './canary.ts'

const address = 'canary@example.com'
const patience = { mailMs: 3, deliveryMs: 3, pauseMs: 1 }

/** A site whose resets come as far as these steps, and whose replicas share claims. */
const siteWith = (steps: Steps) => {
  const services = fakeServices()
  const claims = new Set<string>()
  const store = {
    progress: { record: () => {}, find: async () => steps },
    async claim(task: string) {
      const isFree = !claims.has(task)
      claims.add(task)
      return isFree
    },
  }
  const site = { ...services, config: configWith(), store: store as never }
  return { services, runCanary: () => runCanary(site, { address, hours: 6 }, patience) }
}

const now = new Date()
const failures = ({ lines }: { lines: readonly unknown[] }) =>
  (lines as { event: string }[]).filter(({ event }) => event === 'canary_failed')

test('the canary asks for a reset of its address, once in a span, whichever replica is first', async () => {
  const { services, runCanary } = siteWith({ asked: now, mailed: now })
  await Promise.all([runCanary(), runCanary()])
  expect(services.jobs).toMatchObject([{ kind: 'request', email: address }])
  services.pass(6 * 60 * 60)
  await runCanary()
  expect(services.jobs).toHaveLength(2)
  expect(failures(services)).toEqual([])
})

test.each<[string, Steps]>([
  ['no-mail', { asked: now }],
  ['no-account', { asked: now, 'no-account': now }],
  ['failed', { asked: now, failed: now }],
  ['not-delivered', { asked: now, mailed: now, 'not-delivered': now }],
])(
  'the canary raises an event when its reset ends as %s, without the address',
  async (outcome, steps) => {
    const { services, runCanary } = siteWith(steps)
    await runCanary()
    const [job] = services.jobs
    expect(failures(services)).toEqual([
      { level: 'error', event: 'canary_failed', outcome, requestId: job?.id, cause: job?.id },
    ])
  },
)
