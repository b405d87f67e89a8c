import { type IncomingMessage, type RequestOptions, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { serve } from '#lib/serve-fixture.ts'
import { formBody } from './multipart-fixture.ts'
import { withOwnFields } from './own-fields.ts'

const multipart = (...fields: [name: string, value: string][]) => formBody(fields).bytes.toString()

type Seen = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & { address: string; body: string }

/** Starts a server that answers with the request that it would pass on, and its body. */
const start = () =>
  serve(async (arrived, response) => {
    const made = await withOwnFields(arrived, ['email']).catch(() => response.destroy())
    if (!('headers' in made)) return
    const { method, url, headers, socket } = made
    const seen = { method, url, headers, address: socket.remoteAddress, body: await text(made) }
    response.end(JSON.stringify(seen))
  })

type Own = { headers?: RequestOptions['headers']; breaksOff?: boolean }

const post = async (body: string, { headers, breaksOff }: Own = {}): Promise<Seen> => {
  const origin = await start()
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const all = { 'content-type': formBody([]).type, ...headers }
    const sent = request(`${origin}/forgot-password?x=1`, { method: 'POST', headers: all })
    sent.on('response', resolve).on('error', reject)
    if (breaksOff) sent.write(body, () => setImmediate(() => sent.destroy()))
    else sent.end(body)
  })
  return JSON.parse(await text(answer))
}

const OWN = multipart(['$ACTION_KEY', 'k'], ['email', 'ada@example.com'])
const MORE = multipart(
  ['user.name', 'x'],
  ['$ACTION_KEY', 'k'],
  ['email', 'ada@example.com'],
  ['ext[field]', 'x'],
)

test('passes on our fields with the same head and the new length', async () => {
  const headers = { 'x-own': '1', cookie: 'a=b' }
  expect(await post(MORE, { headers })).toEqual({
    method: 'POST',
    url: '/forgot-password?x=1',
    headers: expect.objectContaining({ ...headers, 'content-length': String(OWN.length) }),
    address: '127.0.0.1',
    body: OWN,
  })
})

test('drops foreign fields of a chunked body, and sends it whole', async () => {
  const seen = await post(MORE, { headers: { 'transfer-encoding': 'chunked' } })
  expect(seen.body).toBe(OWN)
  expect(seen.headers).not.toHaveProperty('transfer-encoding')
})

test('reads field names with the prefix `_1_` in a form that JavaScript sent', async () => {
  const body = multipart(['_1_email', 'ada@example.com'], ['_1_ext.field', 'x'], ['0', '[]'])
  const { body: passed } = await post(body, { headers: { 'next-action': 'id' } })
  expect(passed).toBe(multipart(['_1_email', 'ada@example.com'], ['0', '[]']))
})

describe('passes on unchanged', () => {
  test.each<[string, string, Own]>([
    ['a body of another type', MORE, { headers: { 'content-type': 'text/plain' } }],
    ['a body that no browser writes', `x${MORE}`, {}],
    ['an empty body', '', {}],
    ['a body that is too large', multipart(['email', 'a'.repeat(100_000)], ['x.y', '']), {}],
  ])('%s', async (_, body, own) => {
    expect((await post(body, own)).body).toBe(body)
  })
})

test('passes on nothing when the body breaks off', async () => {
  await expect(post(MORE.slice(0, 200), { breaksOff: true })).rejects.toThrow()
})
