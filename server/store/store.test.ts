import { once } from 'node:events'
import { EventEmitter } from 'node:stream'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import type { Job } from '#lib/reset/outbox.ts'
import { sealer, temporaryDirectory } from './database-fixture.ts'
import { openEmbedded } from './embedded.ts'
import { createStore, type Store } from './store.ts'

const directory = temporaryDirectory()
const until = new Date(Date.now() + 60_000)
const request: Job = { kind: 'request', id: 'r1', until, email: 'ada@example.com', locale: 'en' }
const mail: Job = {
  kind: 'mail',
  id: 'm1',
  until,
  mail: { kind: 'password-changed', to: 'ada@example.com', locale: 'en' },
}
const silent = { info: () => {}, warn: () => {}, error: () => {} }

let store: Store | undefined
afterAll(() => store?.close())
afterEach(() => void vi.useRealTimers())

const open = async (work: (job: Job) => Promise<void>) => {
  const config = { kind: 'embedded', directory: directory() } as const
  store = createStore(config, { sealer, log: silent })
  await store.start({ work, deadLetter: () => {} })
  return store
}

test('a job that runs at the end keeps its database until it has ended (NX-11)', async () => {
  const signs = new EventEmitter()
  const begun = once(signs, 'begun')
  const ending = await open(async ({ kind }) => {
    if (kind === 'mail') throw new Error('later')
    const told = once(signs, 'go on')
    signs.emit('begun')
    await told
    await ending.outbox.add(mail)
  })
  await ending.outbox.add(request)
  await begun

  const rested = ending.drain()
  expect(await ending.readiness()).toBe('stopping')
  signs.emit('go on')
  await rested
  await ending.close()
  await expect(ending.outbox.add(mail)).rejects.toThrow('cannot be used')

  const worked: string[] = []
  const next = await open(async ({ id }) => void worked.push(id))
  expect(await next.outbox.has('mail', mail.id)).toBe(true)
  await vi.waitFor(() => expect(worked).toEqual([mail.id]), 20_000)
})

test('a task of all replicas is claimed once, until its time is over', async () => {
  await store?.close()
  const { claim, close } = await open(async () => {})
  const claims = await Promise.all([claim('a', 1000), claim('a', 1000), claim('b', 1000)])
  expect(claims.filter(Boolean)).toHaveLength(2)
  expect(await claim('a', 1000)).toBe(false)
  await close()
})

test('forgets counts an hour after their end', async () => {
  await store?.close()
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  const { limiter, close } = await open(async () => {})
  await limiter.countAddress('old')
  vi.setSystemTime(Date.now() + 26 * 60 * 60_000)
  await limiter.countAddress('new')
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  await close()
  const database = await openEmbedded(directory(), async () => '')
  const left = await database.query('select expire from limits')
  await database.close()
  expect(left).toHaveLength(2)
})
