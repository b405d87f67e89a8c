import { expect, test } from 'vitest'
import { cachedAsync } from '#lib/cached.ts'

const counting = () => {
  let calls = 0
  return cachedAsync(async () => {
    calls += 1
    return { calls }
  })
}

test('a value is loaded once for all concurrent callers', async () => {
  const number = counting()
  expect(number.peek()).toBeUndefined()
  expect(await Promise.all([number.get(), number.get()])).toEqual([{ calls: 1 }, { calls: 1 }])
  expect(number.peek()).toEqual({ calls: 1 })
})

test('invalidating a value that has been replaced has no effect', async () => {
  const number = counting()
  const first = await number.get()
  number.invalidate(first)
  expect(await number.get()).toEqual({ calls: 2 })
  number.invalidate(first)
  expect(await number.get()).toEqual({ calls: 2 })
})

test('a failure is not cached', async () => {
  const results = [Promise.reject(new Error('once')), Promise.resolve('then')]
  const value = cachedAsync(() => results.shift() ?? Promise.resolve('later'))
  await expect(value.get()).rejects.toThrow('once')
  expect(await value.get()).toBe('then')
})
