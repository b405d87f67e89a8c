import { describe, expect, test } from 'vitest'
import { fakeServices } from '#lib/reset/fake-services.ts'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import { call, endless, event, genuine, payload } from '#upstreams/elastic-path/event-fixture.ts'
import { config } from '#upstreams/elastic-path/script-fixture.ts'
import { expectProblem } from './responses-fixture.ts'
import { answerWebhook } from './webhook.ts'

/** Creates services whose clock is 15 seconds after the guide's event. */
const services = () => {
  const made = fakeServices(elasticPath(config))
  return { ...made, now: () => new Date('2023-09-05T14:53:16Z') }
}
const body = JSON.stringify(event)
const wrong: [string, string][] = [['x-moltin-secret-key', 'a-webhook-secres']]

describe('a call to the webhook', () => {
  test('of Elastic Path is accepted, and has no body to read (WH-04)', async () => {
    const made = services()
    const answer = await answerWebhook(made, call(body))
    expect(answer.status).toBe(202)
    expect(await answer.text()).toBe('')
    expect(made.jobs).toMatchObject([{ kind: 'mail', mail: { to: 'john.doe@banks.com' } }])
  })

  const refusals: [string, number, Request, string][] = [
    ['no secret', 401, call(body, []), 'secret'],
    ['a wrong secret', 401, call(body, wrong), 'secret'],
    ['another type than JSON', 415, call(body, genuine, 'text/plain'), 'media-type'],
    ['too large a body', 413, call(endless().body), 'too-large'],
    ['a body that is not JSON', 400, call('lprvj4 <event/>'), 'malformed'],
    ['a body that is no event', 400, call('{"id":"lprvj4"}'), 'malformed'],
  ]
  test.each(refusals)(
    'with %s is refused with %i, as a problem (AP-01, AP-02)',
    async (_, status, request, outcome) => {
      const made = services()
      await expectProblem(await answerWebhook(made, request), status)
      expect(made.jobs).toEqual([])
      expect(made.lines).toEqual([
        { level: 'warn', event: 'webhook_refused', outcome, requestId: expect.any(String) },
      ])
    },
  )

  test('without the secret learns nothing about its body (WH-01)', async () => {
    const answers = [call(body, wrong), call('{', wrong), call(endless().body, wrong, 'text/plain')]
    for (const request of answers) {
      await expectProblem(await answerWebhook(services(), request), 401)
      expect(request.bodyUsed).toBe(false)
    }
  })

  test.each([
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
    ['origin', ''],
    ['origin', 'https://account.example.com'],
    ['sec-fetch-site', 'same-origin'],
    ['sec-fetch-site', 'cross-site'],
  ])('of a page is refused before anything is read: %s %j (HD-08)', async (name, value) => {
    const made = services()
    const request = call(body, [...genuine, [name, value]])
    await expectProblem(await answerWebhook(made, request), 403)
    expect(request.bodyUsed).toBe(false)
    expect(made.lines).toEqual([
      { level: 'warn', event: 'origin_refused', requestId: expect.any(String) },
    ])
  })

  test('without browser headers is accepted', async () => {
    const request = call(body, [...genuine, ['sec-fetch-site', 'none']])
    expect((await answerWebhook(services(), request)).status).toBe(202)
  })

  test('gets 503 and Retry-After when its mail cannot be stored', async () => {
    const add = () => Promise.reject(new Error('no room for lprvj4'))
    const made = { ...services(), outbox: { add, has: async () => false } }
    const answer = await answerWebhook(made, call(body))
    expect(answer.headers.get('retry-after')).toBe('5')
    await expectProblem(answer, 503)
    expect(made.lines).toMatchObject([{ event: 'server_error', outcome: 'webhook' }])
  })

  test('is neither repeated in an answer nor in the log (WH-07)', async () => {
    const made = services()
    const garbled = call(body.slice(0, -9))
    const answers = [
      ...(await Promise.all(
        [call(body), garbled, call(body, wrong), call(body, genuine, 'text/lprvj4')].map(
          async (request) => (await answerWebhook(made, request)).text(),
        ),
      )),
      JSON.stringify(made.lines),
    ].join()
    const { email, id, name } = payload.user_authentication_info
    for (const secret of [email, id, name, 'lprvj4', config.webhookSecret, wrong[0]?.[1] ?? ''])
      expect(answers).not.toContain(secret)
  })
})
