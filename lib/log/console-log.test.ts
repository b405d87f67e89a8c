import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { CONSOLE_LIMIT, consoleToLog } from './console-log.ts'

/** Creates a console and a process whose errors and warnings become these lines. */
const taken = () => {
  const lines: unknown[] = []
  const printed: unknown[] = []
  const print = (...words: unknown[]) => void printed.push(words)
  const sources = { console: { error: print, warn: print }, process: new EventEmitter() }
  sources.process.on('warning', print)
  let time = 0
  const log = {
    error: (event: string, fields: object = {}) =>
      void lines.push({ level: 'error', event, ...fields }),
    warn: (event: string, fields: object = {}) =>
      void lines.push({ level: 'warn', event, ...fields }),
  }
  consoleToLog(log, sources, () => time)
  return { ...sources, lines, printed, pass: (milliseconds: number) => (time += milliseconds) }
}

test('logs an error or warning of the console without its message (LG-04)', () => {
  const { console, process, lines, printed } = taken()
  const error = new Error('canary')
  for (const words of [[error], ['⨯', error], ['canary %s', 'canary\nat x (y.js:1:1)'], []])
    console.error(...words)
  console.warn('canary')
  process.emit('warning', error)
  expect(lines).toEqual([
    ...Array(4).fill({ level: 'error', event: 'server_error', outcome: 'console' }),
    ...Array(2).fill({ level: 'warn', event: 'server_warning', outcome: 'console' }),
  ])
  expect(printed).toEqual([])
})

test('logs a few lines a minute of a flood of errors, and the number of dropped ones (LG-05)', () => {
  const { console, lines, pass } = taken()
  for (let times = 0; times < 1000; times += 1) console.error('canary')
  expect(lines).toHaveLength(CONSOLE_LIMIT.lines)
  console.warn('of another kind')
  expect(lines).toHaveLength(CONSOLE_LIMIT.lines + 1)

  pass(CONSOLE_LIMIT.milliseconds - 1)
  console.error('canary')
  expect(lines).toHaveLength(CONSOLE_LIMIT.lines + 1)
  pass(1)
  console.error('canary')
  console.error('canary')
  const line = { level: 'error', event: 'server_error', outcome: 'console' }
  expect(lines.slice(CONSOLE_LIMIT.lines + 1)).toEqual([
    { ...line, skipped: 1000 - CONSOLE_LIMIT.lines + 1 },
    line,
  ])
})
