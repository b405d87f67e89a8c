import { describe, expect, test } from 'vitest'
import type { Job } from '#lib/reset/outbox.ts'
import { createSealer } from '#lib/sealer.ts'
import { openJob, rowId, sealJob } from './sealed-job.ts'

const until = new Date('2026-03-01T12:15:00.000Z')
let now = until
const sealerOf = (key: number) =>
  createSealer([new Uint8Array(32).fill(key)], 'sessionm', () => now)
const sealer = sealerOf(7)

const to = 'Ada@Example.com'
const link = 'https://account.example.com/actions?token=secret'
const jobs: Job[] = [
  { kind: 'request', id: 'request-1', until, askedAt: until, email: to, locale: 'en' },
  { kind: 'request', id: 'request-of-an-older-version', until, email: to, locale: 'en' },
  {
    kind: 'mail',
    id: 'link-1',
    until,
    mail: {
      kind: 'reset-link',
      to,
      locale: 'en',
      occurredAt: until,
      link,
      minutes: 60,
      code: 'lprvj4',
    },
  },
  {
    kind: 'mail',
    id: 'changed-1',
    until,
    mail: { kind: 'password-changed', to, locale: 'en' },
  },
]

describe.each(jobs)('a sealed job: $id', (job) => {
  test('shows no address and no link', async () => {
    const sealed = await sealJob(sealer, job)
    const readable = [
      sealed,
      ...sealed.split('.').map((it) => Buffer.from(it, 'base64').toString()),
    ]
    for (const text of readable) {
      for (const word of ['Ada', 'xample', 'secret', job.id]) expect(text).not.toContain(word)
    }
  })

  test('opens long after its time, for an operator', async () => {
    now = until
    const sealed = await sealJob(sealer, job)
    expect(await openJob(sealer, sealed)).toEqual(job)
    now = new Date(until.getTime() + 40 * 24 * 60 * 60_000)
    expect(await openJob(sealer, sealed)).toEqual(job)
  })

  test('cannot be opened with another key or after tampering', async () => {
    now = until
    const sealed = await sealJob(sealer, job)
    expect(await openJob(sealerOf(8), sealed)).toBeNull()
    expect(await openJob(sealer, sealed.slice(0, -4))).toBeNull()
  })
})

test('a text with another purpose, or without the form of a job, does not open', async () => {
  now = until
  const later = new Date(until.getTime() + 60_000)
  for (const sealed of [
    '',
    await sealer.seal('link', jobs[0], later),
    await sealer.seal('job', { kind: 'else' }, later),
  ]) {
    expect(await openJob(sealer, sealed)).toBeNull()
  }
})

describe('the id of a row', () => {
  test('is a UUID, the same for the same parts', () => {
    expect(rowId('mail', 'link-1', 0)).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/,
    )
    expect(rowId('mail', 'link-1', 0)).toBe(rowId('mail', 'link-1', 0))
  })

  test('differs by every part and by where the parts end', () => {
    const ids = [
      rowId('mail', 'link-1', 0),
      rowId('request', 'link-1', 0),
      rowId('mail', 'link-2', 0),
      rowId('mail', 'link-1', 1),
      rowId('mail', 'link-1'),
      rowId('maillink-1', 0),
    ]
    expect(new Set(ids).size).toBe(ids.length)
  })
})
