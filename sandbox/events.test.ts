import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { EVENTS_SECRET } from '#sandbox/credentials.ts'
import { events } from '#sandbox/events.ts'

const body = '{"type":"password.changed"}'

const post = (app: ReturnType<typeof events>, id: string, { query = '', sent = body } = {}) => {
  const now = new Date()
  return app.request(`/events${query}`, {
    method: 'POST',
    headers: {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(EVENTS_SECRET).sign(id, now, body),
    },
    body: sent,
  })
}

it('takes an event once, and none whose signature is wrong', async () => {
  const app = events()
  for (const _ of [1, 2]) expect((await post(app, 'e-1')).status).toBe(204)
  expect((await post(app, 'e-2', { sent: '{}' })).status).toBe(401)
  expect((await post(app, 'e-3', { query: '?refuse' })).status).toBe(503)
  expect((await post(app, 'e-3', { query: '?refuse' })).status).toBe(204)
  const received = await (await app.request('/events.json')).json()
  expect(received.map(({ id }: { id: string }) => id)).toEqual(['e-1', 'e-3'])
})
