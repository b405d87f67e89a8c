import { expect } from 'vitest'
import type { ResetTicket, Upstream } from '#lib/reset/upstream.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import type { CaseOutcome, CaseSetup, ContractCase } from '#upstreams/testing/contract.ts'
import {
  broken,
  type Scripted,
  scriptedFetch,
  text,
  tooLate,
  truncated,
} from '#upstreams/testing/scripted-fetch-fixture.ts'

const CANARY = 'canary-7d1f'

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toUTCString()

/** Faults of any call, with the outcome of a call that changes nothing. */
const SITUATIONS = {
  'a 400 in plain text': [text(400, CANARY), 'throws unexpected'],
  'a 401 in plain text': [text(401, 'Unauthorized'), 'throws misconfigured'],
  'a 403 in plain text': [text(403, CANARY), 'throws misconfigured'],
  'a 404 in plain text': [text(404, CANARY), 'throws misconfigured'],
  'a 409 in plain text': [text(409, 'A blocking key was found'), 'throws unexpected'],
  'a 429 with seconds to wait': [text(429, CANARY, { 'retry-after': '30' }), 'throws busy'],
  'a 429 with a date to wait for': [
    () => text(429, CANARY, { 'retry-after': inSeconds(30) })(),
    'throws busy',
  ],
  'a 500': [text(500, CANARY), 'throws unexpected'],
  'a 502 of a gateway': [text(502, CANARY), 'throws unreachable'],
  'a 503': [text(503, CANARY), 'throws busy'],
  'a 504 of a gateway': [text(504, CANARY), 'throws unreachable'],
  'a redirect': [
    text(302, null, { location: `https://${CANARY}.example/` }),
    'throws misconfigured',
  ],
  'a page instead of JSON': [text(200, `<h1>${CANARY}</h1>`), 'throws unexpected'],
  'an answer larger than a mebibyte': [
    text(200, '"'.padEnd(1024 * 1024 + 1, CANARY)),
    'throws unreachable',
  ],
  'a truncated answer': [truncated(200), 'throws unreachable'],
  'a refused connection': [broken('ECONNREFUSED', CANARY), 'throws unreachable'],
  'an unknown host': [broken('ENOTFOUND', CANARY), 'throws unreachable'],
  'a reset connection': [broken('ECONNRESET', CANARY), 'throws unreachable'],
  'no answer in time': [tooLate, 'throws unreachable'],
} satisfies Record<string, [Scripted, CaseOutcome]>

/** Name of a fault. */
export type Situation = keyof typeof SITUATIONS

const situations = Object.keys(SITUATIONS) as Situation[]

/** Outcomes of a call that changes nothing, by fault. A vendor may override some. */
export const FAULTS = Object.fromEntries(
  situations.map((situation) => [situation, SITUATIONS[situation][1]]),
) as Readonly<Record<Situation, CaseOutcome>>

/** Outcomes of a call that may have changed the password, by fault. */
export const UNCONFIRMED = {
  'a page instead of JSON': 'unconfirmed',
  'a 502 of a gateway': 'unconfirmed',
  'a 504 of a gateway': 'unconfirmed',
  'an answer larger than a mebibyte': 'unconfirmed',
  'a truncated answer': 'unconfirmed',
  'a reset connection': 'unconfirmed',
  'no answer in time': 'unconfirmed',
} as const

/** An adapter and its values, the same in all cases. */
export type AdapterUnderTest = {
  readonly make: (fetch: Fetch) => Upstream
  readonly email: string
  readonly ticket: ResetTicket
  readonly password: string
  readonly secrets: readonly string[]
}

/** Sets up an adapter with a script of answers. */
export const setupCase = (adapter: AdapterUnderTest, script: readonly Scripted[]): CaseSetup => {
  const { fetch, requests, left, overrun } = scriptedFetch(script)
  return {
    ...adapter,
    upstream: adapter.make(fetch),
    secrets: [...adapter.secrets, CANARY],
    paths: () => requests.map(({ url }) => new URL(url).pathname),
    finish: () => expect({ left, overrun }).toEqual({ left: [], overrun: [] }),
  }
}

/** Makes one case per fault. `script` puts the fault into a script of answers. */
export const faultCases = (
  adapter: AdapterUnderTest,
  where: string,
  script: (deciding: Scripted, situation: Situation) => readonly Scripted[],
  expected: Readonly<Record<Situation, CaseOutcome>>,
): readonly ContractCase[] =>
  situations.map((situation) => ({
    situation: `${situation} to the ${where}`,
    setup: () => setupCase(adapter, script(SITUATIONS[situation][0], situation)),
    expected: expected[situation],
    ...(situation.startsWith('a 429') && { retryAfter: 30 }),
  }))

/** Makes one case per answer in the vendor's own words. */
export const answerCases = (
  adapter: AdapterUnderTest,
  script: (deciding: Scripted) => readonly Scripted[],
  words: Readonly<Record<string, readonly [Scripted, CaseOutcome]>>,
): readonly ContractCase[] =>
  Object.entries(words).map(([situation, [deciding, expected]]) => ({
    situation,
    setup: () => setupCase(adapter, script(deciding)),
    expected,
  }))
