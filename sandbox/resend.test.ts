import { serve } from '@hono/node-server'
import { Resend } from 'resend'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSandbox } from '#sandbox/app.ts'
import { RESEND_API_KEY } from '#sandbox/credentials.ts'
import { newAddress, SITE } from '#sandbox/fixture.ts'

const url = 'http://localhost:4000'
const sandbox = createSandbox({ url, siteOf: () => SITE })
const server = serve({ fetch: sandbox.fetch, hostname: '127.0.0.1', port: 0 })
let baseUrl = ''

const mail = (to: string) => ({
  from: 'Northline <hello@site.example>',
  to,
  subject: 'Choose a new password',
  html: '<p>Hello</p>',
  text: 'Hello',
  replyTo: 'help@site.example',
  tags: [{ name: 'kind', value: 'reset' }],
})

const send = (
  message: ReturnType<typeof mail> & { cc?: string },
  idempotencyKey?: string,
  apiKey: string = RESEND_API_KEY,
) => new Resend(apiKey, { baseUrl }).emails.send(message, idempotencyKey ? { idempotencyKey } : {})

const mails = async (to: string) => (await sandbox.request(`/inbox.json?to=${to}`)).json()

beforeAll(async () => {
  await vi.waitFor(() => expect(server.address()).toBeTruthy())
  const address = server.address()
  if (typeof address === 'object') baseUrl = `http://127.0.0.1:${address?.port}/resend`
})
afterAll(() => {
  server.close()
})

describe('Resend, called by its own SDK', () => {
  it('puts the mail into the inbox', async () => {
    const to = newAddress()
    const { data, error } = await send(mail(to))
    expect(error).toBeNull()
    expect(await mails(to)).toEqual([
      expect.objectContaining({
        id: data?.id,
        to,
        from: 'Northline <hello@site.example>',
        html: '<p>Hello</p>',
        text: 'Hello',
        headers: { 'Reply-To': 'help@site.example' },
        idempotencyKey: null,
      }),
    ])
  })

  it('sends one mail for one idempotency key', async () => {
    const to = newAddress()
    const first = await send(mail(to), `key-${to}`)
    const second = await send(mail(to), `key-${to}`)
    expect(second.data?.id).toBe(first.data?.id)
    expect(await mails(to)).toHaveLength(1)
    const other = await send({ ...mail(to), text: 'Other' }, `key-${to}`)
    expect(other.error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
  })

  it('answers 429 once, then accepts the mail', async () => {
    const to = `bounce-429-${newAddress()}`
    const first = await send(mail(to))
    expect(first.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
    expect(first.headers?.['retry-after']).toBe('1')
    expect((await send(mail(to))).error).toBeNull()
  })

  it('fails for a recipient whose mail is down', async () => {
    expect((await send(mail('mail-down@example.com'))).error?.statusCode).toBe(500)
  })

  it('refuses an unknown key and anything that the site does not send', async () => {
    const to = newAddress()
    expect((await send(mail(to), undefined, 're_other')).error?.name).toBe('invalid_api_key')
    const copied = await send({ ...mail(to), cc: 'other@example.com' })
    expect(copied.error).toMatchObject({ statusCode: 422, name: 'validation_error' })
    expect(await mails(to)).toEqual([])
  })
})
