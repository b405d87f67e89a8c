import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryAttempts } from './memory-attempts.ts'
import type { ResetPasswordResult } from './reset-password.ts'

const changed = async (): Promise<ResetPasswordResult> => ({ kind: 'changed' })
const gone = async (): Promise<ResetPasswordResult> => ({ kind: 'link-invalid' })
const never = async () => expect.fail('the change was made again')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a token is used from the moment that its change has worked', async () => {
  const attempts = memoryAttempts()
  expect(await attempts.isUsed('token')).toBe(false)
  await attempts.run('token', 'attempt', changed)
  expect(await attempts.isUsed('token')).toBe(true)
  expect(await attempts.isUsed('another token')).toBe(false)
})

test('a token whose change is on its way is used or not as the change turns out', async () => {
  const attempts = memoryAttempts()
  void attempts.run('token', 'attempt', changed)
  void attempts.run('another token', 'attempt', gone)
  expect(await attempts.isUsed('token')).toBe(true)
  expect(await attempts.isUsed('another token')).toBe(false)
})

test('an attempt that has failed is forgotten at once', async () => {
  const attempts = memoryAttempts()
  const fails = () => Promise.reject(new Error('a bug'))
  await expect(attempts.run('token', 'attempt', fails)).rejects.toThrow('a bug')
  expect(await attempts.run('token', 'attempt', gone)).toEqual({ kind: 'link-invalid' })
  expect(await attempts.run('token', 'attempt', changed)).toEqual({ kind: 'changed' })
  expect(await attempts.run('token', 'attempt', never)).toEqual({ kind: 'changed' })
})

test('a hundred attempts at once are made one after the other, until one works', async () => {
  const attempts = memoryAttempts()
  let underWay = 0
  let made = 0
  const results = await Promise.all(
    Array.from({ length: 100 }, (_, number) =>
      attempts.run('token', `attempt ${number}`, async () => {
        expect(++underWay).toBe(1)
        await Promise.resolve()
        underWay -= 1
        made += 1
        return made === 10 ? changed() : gone()
      }),
    ),
  )
  expect(made).toBe(10)
  expect(Object.groupBy(results, ({ kind }) => kind)).toMatchObject({
    'link-invalid': { length: 9 },
    changed: { length: 1 },
    'link-used': { length: 90 },
  })
})

test('a success is known for an hour, and then given up to save memory', async () => {
  const attempts = memoryAttempts()
  await attempts.run('token', 'attempt', changed)
  await vi.advanceTimersByTimeAsync(60 * 60_000 - 1)
  expect(await attempts.isUsed('token')).toBe(true)
  await vi.advanceTimersByTimeAsync(1)
  expect(await attempts.isUsed('token')).toBe(false)
})
