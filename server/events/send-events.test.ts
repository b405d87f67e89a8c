import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { EventError } from '#lib/reset/events.ts'
import { json, scriptedFetch, text } from '#upstreams/testing/scripted-fetch-fixture.ts'
import { eventSender } from './send-events.ts'

const key = Buffer.alloc(24, 1)
const config = {
  url: 'https://shop.example/hooks/?from=reset',
  secret: `whsec_${key.toString('base64')}`,
  upstream: 'betterez',
}
const event = {
  type: 'password.changed',
  occurredAt: new Date('2026-03-01T12:00:00Z'),
  customerId: 'customer-1',
  cause: 'cause-1',
} as const

describe('an event', () => {
  test('is posted with a signature over its id, time and body, as Standard Webhooks says (WH-10)', async () => {
    const { fetch, requests } = scriptedFetch([text(204, null)])
    await eventSender(config, fetch).send(event, 'changed-1')
    const [request] = requests
    expect(request?.method).toBe('POST')
    expect(request?.url).toBe(config.url)
    expect(request?.body).toBe(
      '{"type":"password.changed","timestamp":"2026-03-01T12:00:00.000Z","data":{"customerId":"customer-1","upstream":"betterez","cause":"cause-1"}}',
    )
    const headers = new Headers(request?.headers)
    const time = headers.get('webhook-timestamp') ?? ''
    expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(60)
    const signed = `changed-1.${time}.${request?.body}`
    const signature = createHmac('sha256', key).update(signed).digest('base64')
    expect(headers.get('webhook-id')).toBe('changed-1')
    expect(headers.get('webhook-signature')).toBe(`v1,${signature}`)
    expect(headers.get('content-type')).toBe('application/json')
  })

  test('leaves out what is unknown', async () => {
    const { fetch, requests } = scriptedFetch([json(200, {})])
    const { cause: _, customerId: __, ...unknown } = event
    await eventSender(config, fetch).send(unknown, 'changed-1')
    expect(JSON.parse(requests[0]?.body ?? '').data).toEqual({ upstream: 'betterez' })
  })

  test.each([
    [301, 'wrong-url'],
    [400, 'unknown-answer'],
    [401, 'wrong-key'],
    [503, 'unavailable'],
  ])('is refused with %i, and may be sent again', async (status, reason) => {
    const { fetch } = scriptedFetch([json(status, {})])
    const error: unknown = await eventSender(config, fetch)
      .send(event, 'changed-1')
      .catch((it) => it)
    expect(error).toBeInstanceOf(EventError)
    expect(error).toMatchObject({ details: { status, reason } })
  })
})
