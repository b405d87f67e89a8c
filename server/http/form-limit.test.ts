import { expect, test } from 'vitest'
import { fakeServices } from '#lib/reset/fake-services.ts'
import type { Admission } from '#lib/reset/limits.ts'
import { countFormPost, networkLoadOf } from './form-limit.ts'
import { FORWARDED_HEADER } from './sanitize-request.ts'

const ADMITTED: Admission = { kind: 'admitted', load: { weight: 3, waitSeconds: 60 } }

const siteCounting = (answer: () => Promise<Admission>) => {
  const counted: string[][] = []
  const services = fakeServices()
  const limiter = {
    ...services.limiter,
    admit: (...call: [string, string]) => {
      counted.push(call)
      return answer()
    },
    async countPassword(...call: [string]) {
      counted.push(call)
      const admission = await answer()
      return admission.kind === 'refused' ? admission.waitSeconds : null
    },
  }
  return { services: { ...services, limiter }, counted }
}

const refused = async (): Promise<Admission> => ({
  kind: 'refused',
  limit: 'network',
  waitSeconds: 240,
})

const headersFrom = (address: string, more = {}) =>
  new Headers({ 'x-forwarded-for': address, 'x-request-id': 'request-1', ...more })

const asking = (email = '') => ({
  limit: 'requests' as const,
  fields: new Map([['email', email]]),
})

test('a form within the limits need not wait, and its action gets the load of its networks', async () => {
  const { services, counted } = siteCounting(async () => ADMITTED)
  const headers = headersFrom('192.0.2.7')
  expect(await countFormPost(services, asking(), headers)).toBeNull()
  expect(counted).toEqual([['192.0.2.7', '']])
  expect(services.lines).toEqual([])
  expect(networkLoadOf(headers)).toEqual({ weight: 3, waitSeconds: 60 })
  expect(networkLoadOf(new Headers())).toEqual({ weight: 0, waitSeconds: 0 })
})

test('the address is counted as its action reads it, however it is typed', async () => {
  const { services, counted } = siteCounting(async () => ADMITTED)
  await countFormPost(services, asking(' <ada@x.example>, '), headersFrom('192.0.2.7'))
  expect(counted).toEqual([['192.0.2.7', 'ada@x.example']])
})

test('a form beyond a limit waits as long as the limiter says, and the log does not name the client', async () => {
  const { services } = siteCounting(refused)
  expect(await countFormPost(services, asking(), headersFrom('192.0.2.7'))).toBe(240)
  const passwords = { limit: 'passwords', fields: new Map() } as const
  expect(await countFormPost(services, passwords, headersFrom('192.0.2.7'))).toBe(240)
  const line = { level: 'warn', event: 'rate_limited', requestId: 'request-1' }
  expect(services.lines).toEqual([
    { ...line, outcome: 'network' },
    { ...line, outcome: 'passwords' },
  ])
})

test('the line says that a forwarded address was ignored', async () => {
  const { services } = siteCounting(refused)
  const headers = headersFrom('127.0.0.1', { [FORWARDED_HEADER]: 'ignored' })
  await countFormPost(services, asking(), headers)
  expect(services.lines).toMatchObject([{ outcome: 'network', forwarded: 'ignored' }])
})

test('a form with a password is counted by the address of its client', async () => {
  const { services, counted } = siteCounting(async () => ADMITTED)
  const headers = headersFrom('2001:db8:1:2::3')
  await countFormPost(services, { limit: 'passwords', fields: new Map() }, headers)
  expect(counted).toEqual([['2001:db8:1:2::3']])
})

test('without a database no form waits: its action fails, and its page says so', async () => {
  const { services } = siteCounting(() =>
    Promise.reject(new Error('the database cannot be used now')),
  )
  expect(await countFormPost(services, asking(), headersFrom('192.0.2.7'))).toBeNull()
  expect(services.lines).toEqual([])
})
