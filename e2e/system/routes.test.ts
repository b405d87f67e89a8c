import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '#lib/log/log-fixture.ts'
import { credentials } from '#sandbox/credentials.ts'
import { expectProblem } from '#server/http/responses-fixture.ts'
import { startWorld, type World } from './world.ts'

const HOOK = '/one-time-password-token-notification'
const secret = credentials['elastic-path'].webhookSecret
const JSON_TYPE = { 'content-type': 'application/json' }

/** What is not a page, on the production server. */
describe('a route for programs', () => {
  let world: World

  beforeAll(async () => {
    world = await startWorld('elastic-path', {
      env: (sandboxUrl) => ({ BRAND_LOGO_URL: `${sandboxUrl}/no-logo` }),
    })
  })
  afterAll(() => world?.end())

  /** Calls the webhook, headers to the letter; a body that is a function is written until answered. */
  async function hook(
    headers: Record<string, string | string[]>,
    body: string | (() => Buffer | string) = '{}',
  ): Promise<Response> {
    const call = request(`${world.siteUrl}${HOOK}`, { method: 'POST', headers })
    call.on('error', () => {})
    const answered: Promise<[IncomingMessage]> = once(call, 'response') as never
    if (typeof body === 'string') call.end(body)
    else {
      let isAnswered = false
      void answered.finally(() => (isAnswered = true)).catch(() => {})
      const write = () => {
        if (isAnswered) return
        if (call.write(body())) setImmediate(write)
        else call.once('drain', write)
      }
      write()
    }
    const [answer] = await answered
    const told = await text(answer)
    call.destroy()
    return new Response(told, {
      status: answer.statusCode ?? 0,
      headers: answer.headers as Record<string, string>,
    })
  }

  test.each<[string, number, Record<string, string | string[]>, string?]>([
    ['no secret', 401, JSON_TYPE],
    ['an empty secret', 401, { ...JSON_TYPE, 'x-moltin-secret-key': '' }],
    ['a wrong secret', 401, { ...JSON_TYPE, 'x-moltin-secret-key': secret.replace(/.$/, 'x') }],
    ['a short secret', 401, { ...JSON_TYPE, 'x-moltin-secret-key': secret.slice(1) }],
    ['a long secret', 401, { ...JSON_TYPE, 'x-moltin-secret-key': `${secret}x` }],
    ['the secret twice', 401, { ...JSON_TYPE, 'x-moltin-secret-key': [secret, secret] }],
    ['a right and a wrong secret', 401, { ...JSON_TYPE, 'x-moltin-secret-key': ['x', secret] }],
    ['an origin', 403, { ...JSON_TYPE, 'x-moltin-secret-key': secret, origin: 'http://evil' }],
    ['a form', 415, { 'content-type': 'text/plain', 'x-moltin-secret-key': secret }],
    ['no JSON', 400, { ...JSON_TYPE, 'x-moltin-secret-key': secret }, '{"id":'],
    ['no event', 400, { ...JSON_TYPE, 'x-moltin-secret-key': secret }, '[]'],
  ])('refuses a call with %s: %i (WH-01, AP-01, AP-02)', async (_, status, headers, body) => {
    await expectProblem(await hook(headers, body), status)
  })

  test('refuses a body without end, sent in pieces, and a large one (AP-02)', async () => {
    const piece = Buffer.alloc(16 * 1024, 32)
    const headers = { ...JSON_TYPE, 'x-moltin-secret-key': secret, 'transfer-encoding': 'chunked' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => hook(headers, () => piece)))
    for (const answer of answers) await expectProblem(answer, 413)
    const declared = { ...JSON_TYPE, 'x-moltin-secret-key': secret }
    await expectProblem(await hook(declared, ' '.repeat(70_000)), 413)
    expect(await world.server.readiness()).toBe(200)
  })

  test('takes what is nothing to us, and says nothing (WH-04)', async () => {
    const headers = { ...JSON_TYPE, 'x-moltin-secret-key': secret }
    const event = JSON.stringify({ id: 'event', triggered_by: 'order.created', payload: {} })
    const answer = await hook(headers, event)
    expect(answer.status).toBe(202)
    expect(await answer.text()).toBe('')
  })

  test('tells that the process is alive and ready, and no version of anything (CF-05)', async () => {
    for (const [path, words] of [
      ['/healthz', 'ok'],
      ['/readyz', 'ready'],
    ] as const) {
      const answer = await fetch(`${world.siteUrl}${path}`)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe(words)
      for (const name of ['server', 'x-powered-by', 'x-nextjs-cache', 'via'])
        expect(answer.headers.get(name)).toBeNull()
      expect(JSON.stringify([...answer.headers])).not.toMatch(/\d\.\d/)
    }
  })

  test('tells that there is no logo without a word of whose host it is (AP-01)', async () => {
    const answer = await fetch(`${world.siteUrl}/logo`)
    await expectProblem(answer.clone(), 502)
    expect(await answer.text()).not.toContain(new URL(world.sandbox.url).host)
  })

  test('never fails, and logs neither secret nor body (WH-07)', () => {
    const { stdout, stderr } = world.server.written
    expect(stderr).toBe('')
    expect(stdout).not.toContain(secret)
    expect(readLog(stdout).map(({ event }) => event)).not.toContain('server_error')
  })
})
