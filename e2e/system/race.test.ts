import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { arrive } from './arrive.ts'
import { isDone, typed } from './form.ts'
import { SITES } from './store.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const AT_ONCE = 50

describe.each(SITES)('at $upstream, with a store of kind $kind', ({ kind, upstream }) => {
  let environment: TestEnvironment

  beforeAll(async () => {
    environment = await startTestEnvironment(upstream, { kind })
  })
  afterAll(() => environment?.end())

  test('fifty posts of one form change the password once, and each is shown success (TK-08)', async () => {
    const { customer, form } = await arrive(environment)
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, () => form.post(typed(GOOD_PASSWORD))),
    )
    expect(answers.filter(isDone)).toHaveLength(AT_ONCE)
    expect(await environment.sandbox.changesOf(upstream, customer)).toBe(1)
  })

  test('of fifty posts with different passwords one succeeds, and only that one is shown success (TK-08)', async () => {
    const { customer, form } = await arrive(environment)
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, nth) => form.post(typed(`${GOOD_PASSWORD} and ${nth}`))),
    )
    expect(answers.filter(isDone)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(AT_ONCE)
    expect(await environment.sandbox.changesOf(upstream, customer)).toBe(1)
  })
})
