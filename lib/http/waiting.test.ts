import { expect, test } from 'vitest'
import type { LimitName } from '#lib/limits/limits.ts'
import { fakeSite } from '#lib/reset/fake-site.ts'
import { secondsToWait } from './waiting.ts'

const siteCounting = (answer: () => Promise<number | null>) => {
  const counted: [LimitName, string][] = []
  const site = fakeSite(
    {},
    {
      limiter: {
        count: (...call) => {
          counted.push(call)
          return answer()
        },
        giveBack: async () => {},
      },
    },
  )
  return { site, counted }
}

const headersFrom = (address: string) =>
  new Headers({ 'x-forwarded-for': address, 'x-request-id': 'request-1' })

test('a form within the limit need not wait, and nothing is logged', async () => {
  const { site, counted } = siteCounting(async () => null)
  expect(await secondsToWait(site, 'requests', headersFrom('192.0.2.7'))).toBeNull()
  expect(counted).toEqual([['requests', '192.0.2.7']])
  expect(site.lines).toEqual([])
})

test('a form beyond the limit waits as long as the limiter says, which is logged without a client', async () => {
  const { site } = siteCounting(async () => 240)
  expect(await secondsToWait(site, 'passwords', headersFrom('192.0.2.7'))).toBe(240)
  expect(site.lines).toEqual([
    { level: 'warn', event: 'rate_limited', outcome: 'passwords', requestId: 'request-1' },
  ])
})

test('a client with IPv6 is counted by its network', async () => {
  const { site, counted } = siteCounting(async () => null)
  await secondsToWait(site, 'requests', headersFrom('2001:db8:1:2::3'))
  expect(counted).toEqual([['requests', '2001:db8:1:2']])
})

test('without a database no form waits: what it asks for is refused where that shows', async () => {
  const { site } = siteCounting(() => Promise.reject(new Error('the database cannot be used now')))
  expect(await secondsToWait(site, 'requests', headersFrom('192.0.2.7'))).toBeNull()
  expect(site.lines).toEqual([])
})
