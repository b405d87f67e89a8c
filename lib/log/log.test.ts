import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { FAULT_REASONS } from '#lib/fault-reason.ts'
import { anyLetter } from './any-letter-fixture.ts'
import { LOG_EVENTS, type Log, type LogEvent } from './log.ts'
import { LINES } from './log-fixture.ts'

/** Runs a program that logs, and returns its standard output. */
const printed = async (program: string, level = 'info') => {
  const file = JSON.stringify(fileURLToPath(new URL('log.ts', import.meta.url)))
  const source = `import { createLog } from ${file}; const log = createLog('${level}', 'sessionm'); ${program}`
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--input-type', 'module'],
    ...['--eval', source],
  ])
  return stdout
}

test('an event is one line of JSON, with its time, level and upstream (LG-01)', async () => {
  const fields = { outcome: 'outcome', requestId: 'a\nb\u0000\u2028{"event":"x"}', attempt: 2 }
  const lines = (await printed(`log.warn('upstream_error', ${JSON.stringify(fields)})`)).split('\n')
  expect(lines).toHaveLength(2)
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    upstream: 'sessionm',
    event: 'upstream_error',
    ...fields,
  })
})

test('no text can break a line or forge one (LG-03)', async () => {
  const texts = fc.sample(fc.string({ unit: anyLetter, maxLength: 60 }), 100)
  const hostile = [
    '\n{"event":"x"}',
    '\r\n',
    '\u0085',
    '\u2028',
    '\0',
    '\x1b[2J',
    '"',
    '\\',
    '\ud800',
  ]
  const all = [...texts, ...hostile]
  const program = `for (const requestId of ${JSON.stringify(all)}) log.info('link_opened', { requestId })`
  const lines = (await printed(program)).split('\n')
  expect(lines.pop()).toBe('')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  for (const line of lines) expect(line).not.toMatch(/[\0-\x1f]/)
  expect(lines.map((line) => JSON.parse(line).requestId.toWellFormed())).toEqual(
    all.map((text) => text.toWellFormed()),
  )
}, 30_000)

test('an event below the level is not written', async () => {
  const program = `log.info('link_opened'); log.warn('origin_refused'); log.error('server_error')`
  expect((await printed(program, 'error')).match(/"event":"\w+"/g)).toEqual([
    '"event":"server_error"',
  ])
})

test('an unknown field is a type error', () => {
  const write = (log: Log) => {
    // @ts-expect-error no address is logged
    log.info('reset_requested', { email: 'ada@example.com' })
    // @ts-expect-error reasons are of a fixed list
    log.warn('upstream_error', { reason: 'because' })
    // @ts-expect-error no token is logged
    log.info('link_opened', { token: 'secret' })
    // @ts-expect-error events have names that an operator knows
    log.info('something else')
  }
  expect(write).toBeTypeOf('function')
})

const guide = readFileSync('docs/operating.md', 'utf8')

test('the documentation explains every reason of a fault (LG-01)', () => {
  for (const reason of FAULT_REASONS) expect(guide).toContain(`\n| \`${reason}\` `)
})

/** Lists the words that lines of an event may hold: fields, and the values of fields with a fixed list. */
const wordsOf = (event: LogEvent) =>
  LINES.options
    .filter((line) => line.shape.event.value === event)
    .flatMap(({ shape }) => Object.entries<z.ZodType>(shape))
    .flatMap(([field, rule]) => [field, ...valuesOf(rule).map((value) => `${field}=${value}`)])

/** Lists the values that a rule allows. Empty if they are endless. */
function valuesOf(rule: z.ZodType): string[] {
  if (rule instanceof z.ZodOptional) return valuesOf(rule.unwrap() as z.ZodType)
  if (rule instanceof z.ZodEnum) return rule.options.map(String)
  return rule instanceof z.ZodLiteral ? [...rule.values].map(String) : []
}

test.each(LOG_EVENTS)('the documentation has the outcomes of %s, and no other (LG-01)', (event) => {
  const [, rows = ''] =
    new RegExp(`^\\| \`${event}\` ((?:.*\\n)(?:\\| {5,}.*\\n)*)`, 'm').exec(guide) ?? []
  expect(rows).not.toBe('')
  const named = [...rows.matchAll(/`([a-z-]+)`/g)].map(([, word = '']) => word)
  const words = wordsOf(event)
  const outcomes = words.flatMap((word) => word.split('outcome=')[1] ?? [])
  const known = new Set(words.flatMap((word) => word.split('=')))
  // The outcomes of faults have a table of their own.
  const isExplained = (outcome: string) =>
    rows.includes(`\`${outcome}\``) || guide.includes(`\n| \`${outcome}\` `)
  expect(outcomes.filter((outcome) => !isExplained(outcome))).toEqual([])
  expect(named.filter((word) => !known.has(word))).toEqual([])
})
