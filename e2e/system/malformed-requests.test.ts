import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UpstreamName } from '#lib/reset/upstream.ts'
import { expectOnlyEvents } from './log-lines.ts'
import { type Known, MARKUP } from './malformed/known.ts'
import { learn } from './malformed/learn.ts'
import { malformedRequest } from './malformed/malformed-request.ts'
import { exchange, type RawAnswer } from './raw-request.ts'
import { resetOnce } from './reset-once.ts'
import { startWorld, type World } from './world.ts'

const REQUESTS = 5_000
const AT_ONCE = 12
/** In MiB: with less to grow into, what is garbage is collected, and what is kept shows. */
const HEAP = 224
/** In MiB: what the embedded database touches meanwhile. A leak of 17 kB a request fails. */
const MAY_GROW = 40

/** The same requests each time; say `SEED=…` to send others. */
const seed = Number(process.env.SEED ?? 1)

describe.each<UpstreamName>(['sessionm', 'elastic-path'])(`at %s, seed ${seed}`, (upstream) => {
  let world: World
  let known: Known

  beforeAll(async () => {
    world = await startWorld(upstream, {
      env: () => ({ NODE_OPTIONS: `--max-old-space-size=${HEAP}` }),
    })
    known = await learn(world)
  })
  afterAll(() => world?.end())

  /** Sends the requests from one number to another. @returns those that are answered wrongly */
  async function attack(from: number, to: number): Promise<string[]> {
    const wrong: string[] = []
    let next = from
    const send = async () => {
      for (let nth = next++; nth < to; nth = next++) {
        const request = malformedRequest(seed, nth, known)
        const fault = await exchange(world.siteUrl, request).then(
          (answer) => ((answer.status ?? 0) >= 500 || reflects(answer) ? answer.status : null),
          () => 'no answer',
        )
        const bytes = request.bytes.toString('latin1')
        if (fault !== null) wrong.push(`${nth}: ${fault} to ${JSON.stringify(bytes.slice(0, 600))}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, send))
    return wrong
  }

  test('malformed requests break nothing and leave nothing, and customers are served (NX-01)', async () => {
    let isOver = false
    let served = 0
    const customers = async () => {
      for (; !isOver; served += 1) await resetOnce(world)
    }
    const attacks = async () => {
      const wrong = await attack(0, REQUESTS / 2)
      const halfway = residentMegabytes(world.server.pid)
      wrong.push(...(await attack(REQUESTS / 2, REQUESTS)))
      isOver = true
      return { wrong, growth: residentMegabytes(world.server.pid) - halfway }
    }
    const [{ wrong, growth }] = await Promise.all([attacks(), customers()])

    expect(wrong.slice(0, 20)).toEqual([])
    expect(growth).toBeLessThan(MAY_GROW)
    expect(served).toBeGreaterThan(0)
    expect(world.server.hasEnded()).toBe(false)
    expectOnlyEvents(world.server)
  })
})

/** What is for React's eyes only is run by no browser. */
const reflects = ({ head, text }: RawAnswer) =>
  text.includes(MARKUP) && !/^content-type: text\/x-component/im.test(head)

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024
}
