import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshAddress, GOOD_PASSWORD, linkIn } from '#sandbox/remote.ts'
import { openChange } from './arrive.ts'
import { askHonestly, flood, floodClient } from './flood.ts'
import { type Answer, type Form, formOf, isDone, typed } from './form.ts'
import { STORES } from './store.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const REQUESTS = 300

describe.each(STORES)('with a store of kind %s', (kind) => {
  let environment: TestEnvironment
  let form: Form

  beforeAll(async () => {
    environment = await startTestEnvironment('sessionm', {
      kind,
      env: () => ({ ADDRESSES_PER_CLIENT: '5' }),
    })
    form = await formOf(environment)
  })
  afterAll(() => environment?.end())

  async function floodAddress(email: string): Promise<Answer[]> {
    const answers: Answer[] = []
    const post = async () => {
      const answer = await form.post({ email })
      answers.push(answer)
      return answer
    }
    await flood({ forms: REQUESTS, post })
    return answers
  }

  test('hundreds of clients get five mails to one address, and learn nothing (FR-01, FR-03, FR-04)', async () => {
    const { email } = await environment.sandbox.register('sessionm')
    const known = await floodAddress(email)
    const unknown = await floodAddress(freshAddress())
    expect(new Set([...known, ...unknown].map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(known[0]?.status).toBe(303)

    await environment.sandbox.mailTo(email, 5)
    expect(await environment.sandbox.mailsTo(email)).toHaveLength(5)

    // The flooded customer is not locked out: the newest link changes the password.
    const newest = linkIn(await environment.sandbox.mailTo(email, 5))
    const change = await openChange(environment.siteUrl, newest)
    expect(isDone(await change.form.post(typed(GOOD_PASSWORD)))).toBe(true)
  })

  test('a client cannot change its address by headers (FR-06)', async () => {
    const claims = Array.from({ length: 12 }, (_, nth) => `198.51.100.${nth}, 203.0.113.7`)
    const statuses: number[] = []
    const email = freshAddress()
    for (const client of claims) {
      const claimed = {
        'x-real-ip': client,
        forwarded: `for=${client}`,
        'cf-connecting-ip': client,
      }
      const answer = await form.post({ email }, { client, headers: claimed })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([...Array(10).fill(303), 429, 429])
  })

  test('two networks are limited, and others still get their mails (FR-04)', async () => {
    const statuses = await flood({
      forms: 400,
      post: (nth) => form.post({ email: freshAddress() }, { client: floodClient(nth, 4) }),
    })
    expect(statuses).toEqual({ accepted: 2 * 4 * 5, 429: 360 })
    await askHonestly(environment, form, '198.51.100.7')
    await askHonestly(environment, form, '2001:db8:f001:aa00::1')
    const [log] = environment.server.written.stdout.match(/.*"outcome":"network".*/) ?? []
    expect(log).toContain('"event":"rate_limited"')
  })
})
