import { afterAll, expect, test } from 'vitest'
import { LIMITS } from '#lib/reset/limits.ts'
import { GOOD_PASSWORD } from '#sandbox/remote.ts'
import { mailed } from './arrive.ts'
import { isDone, openForm, openLink, typed } from './form.ts'
import { startTestEnvironment } from './test-environment.ts'

const environment = await startTestEnvironment('elastic-path')
afterAll(() => environment.end())

test('after five wrong codes in different links, the sixth is not tried (TK-10)', async () => {
  const { siteUrl, sandbox } = environment
  const { customer } = await mailed(environment)

  const calls = async () => (await sandbox.callsAbout('elastic-path', customer)).length
  const guess = async (nth: number) => {
    const before = await calls()
    const query = new URLSearchParams({ username: customer.email, token: `guess${nth}` })
    const { cookie } = await openLink(siteUrl, `${siteUrl}/change_password?${query}`)
    const form = await openForm(`${siteUrl}/change-password`, { origin: siteUrl, cookie })
    const answer = await form.post(typed(GOOD_PASSWORD))
    expect(isDone(answer)).toBe(false)
    expect(answer.location).toMatch(/\/change-password\/expired$/)
    return (await calls()) - before
  }
  const tried: number[] = []
  for (let nth = 0; nth < LIMITS.attempts.points + 2; nth += 1) tried.push(await guess(nth))
  expect(LIMITS.attempts.points).toBe(5)
  expect(tried.slice(0, 5).every((count) => count > 0)).toBe(true)
  expect(tried.slice(5)).toEqual([0, 0])
})
