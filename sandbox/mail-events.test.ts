import { Webhook } from 'standardwebhooks'
import { expect, it, vi } from 'vitest'
import { createSandbox } from '#sandbox/app.ts'
import { RESEND_API_KEY, RESEND_WEBHOOK_SECRET } from '#sandbox/credentials.ts'
import { json, SITE } from '#sandbox/fixture.ts'

type Call = { url: string; body: { type: string; data: object } }

/** Opens a sandbox, and lists the calls whose signature is right, in order. A repeated one is left out. */
function openSandbox() {
  const calls = new Map<string, Call>()
  const receive: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const header = (name: string) => request.headers.get(`svix-${name}`) ?? ''
    const body = new Webhook(RESEND_WEBHOOK_SECRET).verify(await request.text(), {
      'webhook-id': header('id'),
      'webhook-timestamp': header('timestamp'),
      'webhook-signature': header('signature'),
    })
    calls.set(header('id'), { url: request.url, body: body as Call['body'] })
    return new Response(null, { status: 202 })
  }
  const url = 'http://localhost:4000'
  const sandbox = createSandbox({ url, siteOf: () => SITE, mailEvents: true, fetch: receive })
  return { sandbox, calls: () => [...calls.values()] }
}

const send = (sandbox: ReturnType<typeof createSandbox>, to: string) =>
  sandbox.request(
    '/resend/emails',
    json(
      'POST',
      {
        ...{ from: 'a@site.example', to, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello' },
        tags: [{ name: 'cause', value: 'c-1' }],
      },
      { authorization: `Bearer ${RESEND_API_KEY}` },
    ),
  )

it.each([
  ['ada@example.com', ['email.sent', 'email.delivered'], 1],
  ['bounced-1@example.com', ['email.sent', 'email.bounced'], 0],
  ['suppressed@example.com', ['email.suppressed'], 0],
])('the site is called about each mail, with its tags: %s', async (to, types, received) => {
  const { sandbox, calls } = openSandbox()
  expect((await send(sandbox, to)).status).toBe(200)
  await vi.waitFor(() => expect(calls()).toHaveLength(types.length), 3000)
  expect(calls().map(({ body }) => body.type)).toEqual(types)
  expect(calls()).toMatchObject(
    types.map(() => ({ url: `${SITE}/mail-events`, body: { data: { tags: { cause: 'c-1' } } } })),
  )
  expect(await (await sandbox.request(`/inbox.json?to=${to}`)).json()).toHaveLength(received)
})
