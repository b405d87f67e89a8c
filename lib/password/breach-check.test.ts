import { createHash } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import type { Log } from '#lib/log/log.ts'
import { serve } from '#lib/serve-fixture.ts'
import { breachCheck } from './breach-check.ts'

const PASSWORD = 'correct horse battery staple'
const hash = createHash('sha1').update(PASSWORD).digest('hex').toUpperCase()
const others = `${'0'.repeat(35)}:7\r\n${'F'.repeat(35)}:0`

/** Starts a range API with this answer, which records its requests. */
const rangeApi = async (answer: RequestListener) => {
  const requests: IncomingMessage[] = []
  const url = await serve((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  return { url, requests }
}

const checking = (url: string | null) => {
  const lines: unknown[] = []
  const write: Log['warn'] = (event, fields) => lines.push([event, fields])
  const isBreached = breachCheck(url, { info: write, warn: write, error: write })
  return { isBreached, lines }
}

const unchecked = [['breach_check_failed', { outcome: 'passed-unchecked' }]]

describe('a password', () => {
  test('is breached if the list has the rest of its hash (PW-07)', async () => {
    const { url } = await rangeApi((_, response) =>
      response.end(`${others}\r\n${hash.slice(5)}:3861`),
    )
    const { isBreached, lines } = checking(url)
    expect(await isBreached(PASSWORD)).toBe(true)
    expect(lines).toEqual([])
  })

  test('is breached if the list has its hash in lower case', async () => {
    const { url } = await rangeApi((_, response) =>
      response.end(`${hash.slice(5).toLowerCase()}:1`),
    )
    expect(await checking(url).isBreached(PASSWORD)).toBe(true)
  })

  test('is not breached if it is not listed, or only as padding', async () => {
    const { url } = await rangeApi((_, response) => response.end(`${others}\r\n${hash.slice(5)}:0`))
    const { isBreached, lines } = checking(url)
    expect(await isBreached(PASSWORD)).toBe(false)
    expect(await isBreached('another good password')).toBe(false)
    expect(lines).toEqual([])
  })

  test('is sent as five characters of its hash, with a request for padding (PW-07)', async () => {
    const { url, requests } = await rangeApi((_, response) => response.end(others))
    await checking(url).isBreached(PASSWORD)
    const [request] = requests
    expect(requests).toHaveLength(1)
    expect(request?.url).toBe(`/range/${hash.slice(0, 5)}?mode=sha1`)
    expect(request?.headers['add-padding']).toBe('true')
    const everything = JSON.stringify(request?.rawHeaders) + request?.url
    expect(everything.toUpperCase()).not.toContain(hash.slice(5, 12))
    expect(everything).not.toContain(PASSWORD)
  })
})

const says =
  (text: string): RequestListener =>
  (_, response) =>
    response.end(text)

test.each<[string, RequestListener]>([
  ['fails', (_, response) => response.writeHead(500).end('oh')],
  ['says nothing at all', says('')],
  ['is a page of whoever is in between', says('<!doctype html>\n<title>Sign in</title>')],
  ['is a range without its counts', says(`${hash.slice(5)}\n${'0'.repeat(35)}`)],
  ['is a range with something else in it', says(`${others}\r\nthe rest is missing`)],
  ['is an error in JSON', says('{"statusCode": 429}')],
  [
    'breaks off',
    (_, response) => {
      response.write(others)
      setImmediate(() => response.destroy())
    },
  ],
  ['does not come to an end', (_, response) => void response.write(`${hash.slice(5)}:1\r\n`)],
])('a check whose answer %s lets the password pass, and is logged (PW-07)', async (_, listener) => {
  const { isBreached, lines } = checking((await rangeApi(listener)).url)
  expect(await isBreached(PASSWORD)).toBe(false)
  expect(lines).toEqual(unchecked)
})

test('a check lets the password pass after a second without an answer (PW-07)', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout')
  const { isBreached, lines } = checking((await rangeApi(() => {})).url)
  expect(await isBreached(PASSWORD)).toBe(false)
  expect(lines).toEqual(unchecked)
  expect(timeout.mock.calls).toEqual([[1000]])
  timeout.mockRestore()
})

test('each check without an answer is logged, so that they can be counted (PW-07)', async () => {
  const { isBreached, lines } = checking('http://127.0.0.1:4')
  for (let times = 0; times < 3; times += 1) expect(await isBreached(PASSWORD)).toBe(false)
  expect(lines).toEqual([...unchecked, ...unchecked, ...unchecked])
})

test('no request is made when the check is off', async () => {
  const { isBreached, lines } = checking(null)
  expect(await isBreached('password1234')).toBe(false)
  expect(lines).toEqual([])
})
