import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshAddress, GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'
import { openChange } from './arrive.ts'
import { type Answer, type Form, isDone, openForm, typed } from './form.ts'
import { STORES } from './store.ts'
import { startWorld, type World } from './world.ts'

const REQUESTS = 1000
const AT_ONCE = 20

describe.each(STORES)('with a store of kind %s', (kind) => {
  let world: World
  let form: Form

  beforeAll(async () => {
    world = await startWorld('sessionm', { kind })
    form = await openForm(`${world.siteUrl}/forgot-password`, { origin: world.siteUrl })
  })
  afterAll(() => world?.end())

  async function flood(email: string): Promise<Answer[]> {
    const answers: Answer[] = []
    let sent = 0
    const post = async () => {
      while (sent < REQUESTS) {
        sent += 1
        answers.push(await form.post({ email }))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, post))
    return answers
  }

  test('a thousand clients get five mails to one address, and learn nothing (FR-01, FR-03, FR-04)', async () => {
    const { email } = await world.sandbox.register('sessionm')
    const known = await flood(email)
    const unknown = await flood(freshAddress())
    expect(new Set([...known, ...unknown].map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(known[0]?.status).toBe(303)

    await world.sandbox.mailTo(email, 5)
    expect(await world.sandbox.mailsTo(email)).toHaveLength(5)

    // Whoever is flooded is locked out of nothing: the newest link changes the password.
    const newest = linkIn(await world.sandbox.mailTo(email, 5))
    const change = await openChange(world.siteUrl, newest)
    expect(isDone(await change.form.post(typed(GOOD_PASSWORD)))).toBe(true)
  })

  test('a client does not get another address by what it says of itself (FR-06)', async () => {
    const claims = Array.from({ length: 12 }, (_, nth) => `198.51.100.${nth}, 203.0.113.7`)
    const statuses: number[] = []
    for (const client of claims) {
      const claimed = {
        'x-real-ip': client,
        forwarded: `for=${client}`,
        'cf-connecting-ip': client,
      }
      const answer = await form.post({ email: freshAddress() }, { client, headers: claimed })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([...Array(10).fill(303), 429, 429])
  })
})
