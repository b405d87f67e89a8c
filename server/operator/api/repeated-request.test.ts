import { describe, expect, test } from 'vitest'
import { apiSite, KEYS, newBody } from './api-fixture.ts'

describe('a repeated request', () => {
  test('has the same cause and no second effect, whatever its spelling in JSON (AP-05)', async () => {
    const site = apiSite()
    const body = newBody()
    const first = await (await site.ask(body)).json()
    const { locale, ...others } = body
    expect(await (await site.ask({ locale, ...others, kind: 'reset' })).json()).toEqual(first)
    expect(site.jobs).toHaveLength(1)
    expect(site.lines.at(-1)).toMatchObject({ event: 'api_request', outcome: 'repeated' })
  })

  test('with another body is refused with 409, and names the first one', async () => {
    const site = apiSite()
    const body = newBody()
    const { cause } = await (await site.ask(body)).json()
    for (const other of [
      { email: 'grace@example.com' },
      { locale: 'en' },
      { kind: 'invitation' },
    ]) {
      const answer = await site.ask({ ...body, ...other })
      expect(answer.status).toBe(409)
      expect(await answer.json()).toMatchObject({ cause })
    }
    expect(site.jobs).toHaveLength(1)
  })

  test('at the same time is handled once: the second call has to come again', async () => {
    const site = apiSite()
    const body = newBody()
    const answers = await Promise.all([site.ask(body), site.ask(body)])
    expect(answers.map(({ status }) => status)).toEqual([202, 503])
    expect(answers[1]?.headers.get('retry-after')).toBe('1')
    expect(site.jobs).toHaveLength(1)
    expect(await (await site.ask(body)).json()).toEqual(await answers[0]?.json())
  })

  test('of another key is a request of its own', async () => {
    const site = apiSite()
    const body = newBody()
    const first = await (await site.ask(body)).json()
    expect(await (await site.ask(body, { key: KEYS.desk })).json()).not.toEqual(first)
  })

  test('takes effect when the first one was refused by a limit, also with another body', async () => {
    const waits = [30, null]
    const { limiter } = apiSite()
    const site = apiSite({ limiter: { ...limiter, admitByApi: async () => waits.shift() ?? null } })
    const body = newBody()
    const refused = await site.ask(body)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30'])
    expect(site.jobs).toHaveLength(0)
    expect((await site.ask({ ...body, email: 'grace@example.com' })).status).toBe(202)
    expect(site.jobs).toMatchObject([{ email: 'grace@example.com' }])
  })

  test('takes effect when the first one failed', async () => {
    const { outbox } = apiSite()
    const results = [Promise.reject(new Error('no database')), Promise.resolve()]
    results[0]?.catch(() => {})
    const add = async () => results.shift()
    const site = apiSite({ outbox: { ...outbox, add } as typeof outbox })
    const body = newBody()
    expect([(await site.ask(body)).status, (await site.ask(body)).status]).toEqual([503, 202])
  })

  test('keeps its cause when the first one failed after it was stored, and a limit refused the second', async () => {
    const { outbox, limiter } = apiSite()
    const causes: string[] = []
    const add = async ({ id }: { id: string }) => {
      if (causes.push(id) === 1) throw new Error('the answer was lost')
    }
    const waits = [null, 30, null]
    const site = apiSite({
      outbox: { ...outbox, add },
      limiter: { ...limiter, admitByApi: async () => waits.shift() ?? null },
    })
    const body = newBody()
    const statuses: number[] = []
    for (const _ of waits.slice()) statuses.push((await site.ask(body)).status)
    expect(statuses).toEqual([503, 429, 202])
    expect(new Set(causes).size).toBe(1)
  })
})
