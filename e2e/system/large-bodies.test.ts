import { afterAll, expect, test } from 'vitest'
import { formBody } from '#server/http/multipart-fixture.ts'
import { probeSite } from './probe-site.ts'
import { cpuTimeOf } from './program.ts'
import { type Head, postTo, sendTo } from './raw-request.ts'
import { startTestEnvironment } from './test-environment.ts'

const LARGE = 17 * 1024
const HUGE = 4_000_000
const ROUNDS = 8
const BATCH = 20

const environment = await startTestEnvironment('sessionm')
afterAll(() => environment.end())
const known = await probeSite(environment)

const pages = ['/forgot-password', '/change-password', '/change-password/expired']

test.each(pages)(
  'a body that is too large for %s is refused, whether or not its length is told (FR-10)',
  async (path) => {
    const body = formBody([...(known.forms[0] ?? []), ['email', 'a'.repeat(LARGE)]])
    for (const action of [[], [['Next-Action', known.actions[0] ?? ''] as const]]) {
      expect((await postTo(environment.siteUrl, path, action, body)).status).toBe(413)
      const chunks = Buffer.concat([
        Buffer.from(`${body.bytes.length.toString(16)}\r\n`),
        body.bytes,
        Buffer.from('\r\n0\r\n\r\n'),
      ])
      const head: Head = [
        ['Origin', environment.siteUrl],
        ['Content-Type', body.type],
        ['Transfer-Encoding', 'chunked'],
        ...action,
      ]
      const { status } = await sendTo(environment.siteUrl, 'POST', path, head, chunks)
      expect(status).toBe(413)
    }
  },
)

/** Measures the milliseconds of CPU time per post. */
async function costOf(path: string, status: number): Promise<number> {
  const body = formBody([...(known.forms[1] ?? []), ['password', 'a'.repeat(HUGE)]])
  const before = cpuTimeOf(environment.server.pid)
  for (let nth = 0; nth < BATCH; nth += 1) {
    const answer = await postTo(environment.siteUrl, path, [['Cookie', known.cookie]], body)
    expect(answer.status).toBe(status)
  }
  return (cpuTimeOf(environment.server.pid) - before) / BATCH
}

// Next receives a whole body before it answers, even if nothing reads it. Reading it as well would cost
// at least half as much again. On a busy machine the test measures again.
test('a form of four megabytes costs what its bytes cost that nobody reads (FR-10, PW-02)', {
  retry: 2,
}, async () => {
  const form: number[] = []
  const unread: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    form.push(await costOf('/change-password', 413))
    unread.push(await costOf('/missing', 404))
  }
  expect(Math.min(...form)).toBeLessThan(1.3 * Math.min(...unread))
  expect(Math.min(...form)).toBeLessThan(50)
})
