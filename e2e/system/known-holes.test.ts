import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Known } from './malformed/known.ts'
import { learn } from './malformed/learn.ts'
import { sealFields } from './malformed/multipart.ts'
import { cpuTimeOf } from './program.ts'
import { postTo, type RawAnswer } from './raw-request.ts'
import { resetOnce } from './reset-once.ts'
import { startWorld, type World } from './world.ts'

/** In milliseconds of the processor: a fault of this kind keeps it busy for seconds, or for ever. */
const CHEAP = 1_500

let world: World
let known: Known

beforeAll(async () => {
  world = await startWorld('sessionm')
  known = await learn(world)
})
afterAll(() => world?.end())

/** Calls the action that asks for a link, with these arguments. */
const call = (parts: readonly (readonly [name: string, value: string])[]): Promise<RawAnswer> =>
  postTo(
    world.siteUrl,
    '/forgot-password',
    [['Next-Action', known.actions[0] ?? '']],
    sealFields(parts),
  )

const isRefused = ({ status }: RawAnswer) => status === null || (status >= 400 && status < 500)

describe('an address that is two', () => {
  test('asks for nobody (CVE-2023-7028, FR-07)', async () => {
    const [victim, attacker] = [await customer(), await customer()]
    const both = [victim.email, attacker.email]
    const hidden = known.forms[0] ?? []
    const shapes = [
      both.map((email) => ['email[]', email] as const),
      both.map((email, nth) => [`email[${nth}]`, email] as const),
      [['email', both.join(',')] as const],
      [['email', JSON.stringify(both)] as const],
      [['email', `${victim.email}%0aBcc:${attacker.email}`] as const],
    ]
    const calls = [
      ...both.map((email) => ['_1_email', email] as const),
      ['_1_email', '["$1"]'] as const,
    ]
    for (const shape of shapes) {
      const { status } = await postTo(
        world.siteUrl,
        '/forgot-password',
        [],
        sealFields([...hidden, ...shape]),
      )
      expect([200, 400]).toContain(status)
    }
    const args = ['[{},"$K1"]', JSON.stringify([{}, { email: both }]), '[{},{"email":"$1"}]']
    for (const arg of args) {
      const answer = await call([...calls, ['1', JSON.stringify(both)], ['0', arg]])
      expect([200, 400]).toContain(answer.status)
    }
    await resetOnce(world)
    for (const one of [victim, attacker]) {
      expect(await world.sandbox.callsAbout('sessionm', one)).toEqual([])
      expect(await world.sandbox.mailsTo(one.email)).toEqual([])
    }
  })

  test('asks for the first alone where the field is there twice (CVE-2023-7028, FR-07)', async () => {
    const [first, second] = [await customer(), await customer()]
    const both = [first, second].map(({ email }) => ['email', email] as const)
    const body = sealFields([...(known.forms[0] ?? []), ...both])
    expect((await postTo(world.siteUrl, '/forgot-password', [], body)).status).toBe(303)
    await world.sandbox.mailTo(first.email)
    expect(await world.sandbox.callsAbout('sessionm', second)).toEqual([])
    expect(await world.sandbox.mailsTo(second.email)).toEqual([])
  })
})

describe('what React decodes', () => {
  const FOREIGN: Record<string, readonly (readonly [string, string])[]> = {
    'CVE-2025-55182': [
      [
        '0',
        '{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B1337\\"}","_response":{"_prefix":"process.mainModule.require(\'child_process\').execSync(\'sleep 60\');","_chunks":"$Q2","_formData":{"get":"$1:constructor:constructor"}}}',
      ],
      ['1', '"$@0"'],
      ['2', '[]'],
    ],
    'CVE-2025-55182, by the constructor': [
      ['0', '["$1:constructor:constructor"]'],
      ['1', '{"id":"vm#runInThisContext","bound":["process.exit(3)"]}'],
    ],
    'CVE-2025-55182, by the prototype': [
      ['0', '["$F1"]'],
      ['1', '{"id":"child_process#execSync","bound":["id"],"__proto__":"$1"}'],
    ],
    'CVE-2025-55184': [['0', '"$@0"']],
    'CVE-2025-67779': [
      ['0', '"$1"'],
      ['1', '{"then":"$@0"}'],
    ],
    'CVE-2026-23864': [
      ['0', `[${Array(1500).fill('"$Q1"').join(',')}]`],
      ['1', `[${Array(500).fill('["$1","$1"]').join(',')}]`],
    ],
    'CVE-2026-23869': [['0', `["$n${'9'.repeat(12_000)}"]`]],
    'CVE-2026-23870': [
      ['0', `[${Array(3000).fill('"$K1"').join(',')}]`],
      ...Array.from({ length: 100 }, () => ['_1_a', 'b'] as const),
    ],
    'CVE-2026-64641': [['0', `${'['.repeat(6000)}"$@1"${']'.repeat(6000)}`]],
    'GHSA-p3m5-59mp-jv5r': [
      ['0', '[{},"$i1"]'],
      ['1', '"$i1"'],
    ],
  }

  test.each(Object.entries(FOREIGN))('is refused at little cost: %s', async (_, parts) => {
    const before = cpuTimeOf(world.server.pid)
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(parts)))
    expect(answers.filter((answer) => !isRefused(answer))).toEqual([])
    expect(cpuTimeOf(world.server.pid) - before).toBeLessThan(CHEAP)
    expect(children()).toBe('')
  })

  test('never tells what an action is made of (CVE-2025-55183)', async () => {
    const reference = JSON.stringify({ id: known.actions[0], bound: null })
    for (const arg of ['["$F1","$K2"]', '[{},"$F1"]', '[{"email":"$F1"},{"email":"$F1"}]']) {
      const parts = [
        ['_2_email', '$F1'],
        ['_2_email', reference],
        ['1', reference],
      ] as const
      const answer = await call([...parts, ['0', arg]])
      expect(answer.text).not.toMatch(/parsedInput|validationErrors:|=>\s*\{|async\s|currentWait/)
      expect(isRefused(answer)).toBe(true)
    }
  })
})

test('after all of it the site is alive, and serves (CVE-2025-55182)', async () => {
  expect(await world.server.readiness()).toBe(200)
  await resetOnce(world)
})

const customer = () => world.sandbox.register('sessionm')

/** The ids of the processes that the server has started. */
const children = () =>
  readFileSync(`/proc/${world.server.pid}/task/${world.server.pid}/children`, 'utf8').trim()
