import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { breachCheck } from './breach-check.ts'
import type { Log } from './log.ts'

const PASSWORD = 'correct horse battery staple'
const hash = createHash('sha1').update(PASSWORD).digest('hex').toUpperCase()
const others = `${'0'.repeat(35)}:7\r\n${'F'.repeat(35)}:0`

const servers: Server[] = []

/** A range API that answers like this, and writes down what it is asked. */
const rangeApi = async (answer: RequestListener) => {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

const checking = (url: string | null) => {
  const lines: unknown[] = []
  const write: Log['warn'] = (event, fields) => lines.push([event, fields])
  const isBreached = breachCheck(url, { info: write, warn: write, error: write })
  return { isBreached, lines }
}

const unchecked = [['breach_check_failed', { outcome: 'passed-unchecked' }]]

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

describe('a password', () => {
  test('is known from breaches when the rest of its hash is listed', async () => {
    const { url } = await rangeApi((_, response) =>
      response.end(`${others}\r\n${hash.slice(5)}:3861`),
    )
    const { isBreached, lines } = checking(url)
    expect(await isBreached(PASSWORD)).toBe(true)
    expect(lines).toEqual([])
  })

  test('is not known when it is not listed, or only as padding', async () => {
    const { url } = await rangeApi((_, response) => response.end(`${others}\r\n${hash.slice(5)}:0`))
    const { isBreached, lines } = checking(url)
    expect(await isBreached(PASSWORD)).toBe(false)
    expect(await isBreached('another good password')).toBe(false)
    expect(lines).toEqual([])
  })

  test('leaves the process as five characters of its hash, and asks for padding', async () => {
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

describe('a check that cannot be made lets the password pass, and is logged:', () => {
  test('the API fails', async () => {
    const { url } = await rangeApi((_, response) => response.writeHead(500).end('oh'))
    const { isBreached, lines } = checking(url)
    expect(await isBreached(PASSWORD)).toBe(false)
    expect(lines).toEqual(unchecked)
  })

  test('the API takes longer than a second', async () => {
    const { url } = await rangeApi(() => {})
    const { isBreached, lines } = checking(url)
    const started = performance.now()
    expect(await isBreached(PASSWORD)).toBe(false)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(lines).toEqual(unchecked)
  })

  test('nobody is there', async () => {
    const { isBreached, lines } = checking('http://127.0.0.1:1')
    expect(await isBreached(PASSWORD)).toBe(false)
    expect(lines).toEqual(unchecked)
  })
})

test('nothing is asked when the check is off', async () => {
  const { isBreached, lines } = checking(null)
  expect(await isBreached('password1234')).toBe(false)
  expect(lines).toEqual([])
})
