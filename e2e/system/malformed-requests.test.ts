import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLog } from '#lib/log/log-fixture.ts'
import type { UpstreamName } from '#upstreams/registry.ts'
import { memoryOf } from './flood.ts'
import { MARKUP } from './malformed/choices.ts'
import { malformedRequest } from './malformed/malformed-request.ts'
import { probeSite } from './probe-site.ts'
import { exchange, type RawAnswer, type RawRequest } from './raw-request.ts'
import { resetOnce } from './reset-once.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

/** Number of batches in a round, each of 1 to 23 requests at once: about 2,500 in all. */
const BATCHES = 208
const AT_ONCE = 23
const LIMIT_MS = 75_000
/** Heap in MiB, small, so that garbage is collected and a leak shows. */
const HEAP = 224
/** Growth in MiB that the embedded database may cause in a round. A leak of 17 kB per request fails. */
const MAY_GROW = 40
/** Most rounds after the first. The test ends at the first one that grows less: a leak grows in every round. */
const ROUNDS = 3

/** Seed of the requests; set `SEED` for others. */
const seed = Number(process.env.SEED ?? 1)

describe.each<UpstreamName>(['sessionm', 'elastic-path'])(`at %s, seed ${seed}`, (upstream) => {
  let environment: TestEnvironment

  beforeAll(async () => {
    environment = await startTestEnvironment(upstream, {
      env: () => ({ NODE_OPTIONS: `--max-old-space-size=${HEAP}` }),
    })
  })
  afterAll(() => environment?.end())

  /** Sends a request. @throws when the server fails, repeats markup, or does not answer */
  async function send(request: RawRequest): Promise<void> {
    const answer = await exchange(environment.siteUrl, request)
    if ((answer.status ?? 0) < 500 && !reflects(answer)) return
    const bytes = request.bytes.toString('latin1').slice(0, 600)
    throw new Error(`${answer.status} to ${JSON.stringify(bytes)}`)
  }

  test('malformed requests cause no error and no leak, and customers are served (NX-01)', async () => {
    const requests = fc.array(malformedRequest(await probeSite(environment)), {
      minLength: 1,
      maxLength: AT_ONCE,
      size: 'max',
    })
    let isOver = false
    let served = 0
    const customers = async () => {
      for (; !isOver; served += 1) await resetOnce(environment)
    }
    const attack = fc.asyncProperty(requests, async (batch) => {
      await Promise.all(batch.map(send))
    })
    /** Sends the requests of a round. @returns the memory after it, in MiB */
    const attacked = async (round: number) => {
      const limits = { numRuns: BATCHES, interruptAfterTimeLimit: LIMIT_MS }
      await fc.assert(attack, { ...limits, seed: seed + round })
      return memoryOf(environment.server.pid)
    }
    const attacks = async () => {
      let before = await attacked(0)
      let growth = Number.POSITIVE_INFINITY
      for (let round = 1; round <= ROUNDS && growth >= MAY_GROW; round += 1) {
        const after = await attacked(round)
        growth = after - before
        before = after
      }
      return growth
    }
    const [growth] = await Promise.all([attacks().finally(() => (isOver = true)), customers()])

    expect(growth).toBeLessThan(MAY_GROW)
    expect(served).toBeGreaterThan(0)
    expect(environment.server.hasEnded()).toBe(false)
    expect(environment.server.written.stderr).toBe('')
    expect(readLog(environment.server.written.stdout).length).toBeGreaterThan(served)
  })
})

/** Checks whether a browser would run markup of the request. It does not in React's own media type. */
const reflects = ({ head, text }: RawAnswer) =>
  text.includes(MARKUP) && !/^content-type: text\/x-component/im.test(head)
