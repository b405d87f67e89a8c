import { expect, test } from 'vitest'
import type { Duration } from '#lib/log/counts.ts'
import { fakeServices, ticket } from '#lib/reset/fake-services.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import { timedUpstream } from './timed-upstream.ts'

test('times each call by its outcome or fault, and changes neither', async () => {
  const times: Duration[] = []
  const fault = new UpstreamError('busy', 'password change: HTTP 429')
  const { upstream } = fakeServices({
    requestReset: async () => ({ kind: 'no-account' }),
    resetPassword: () => Promise.reject(fault),
  })
  const timed = timedUpstream(upstream, {
    time(duration, seconds) {
      expect(seconds).toBeGreaterThanOrEqual(0)
      times.push(duration)
    },
  })
  const request = { email: 'ada@example.com', locale: 'en' }
  expect(await timed.requestReset(request)).toEqual({ kind: 'no-account' })
  await expect(timed.resetPassword(ticket, 'a good long password')).rejects.toBe(fault)
  expect(times.map(({ labels }) => labels)).toEqual([
    { call: 'request', outcome: 'no-account' },
    { call: 'change', outcome: 'busy' },
  ])
})
