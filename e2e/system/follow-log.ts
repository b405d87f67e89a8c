import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { type LogLine, readLog } from '#lib/log/log-fixture.ts'
import { until } from './program.ts'
import type { TestEnvironment } from './test-environment.ts'

const PATIENCE_MS = 30_000
/** Time to wait for unexpected lines. */
const SETTLE_MS = 150

/** Follows the log of a site step by step. A line that comes late fails the next step. */
export function followLog({ server }: Pick<TestEnvironment, 'server'>) {
  const lines = () => readLog(server.written.stdout).map(tell)
  let read = lines().length

  /** Runs an action, and expects exactly these lines in the format of `tell`. */
  return async function expectLines<T>(act: () => Promise<T>, expected: string[]): Promise<T> {
    const done = await act()
    const since = () => lines().slice(read)
    const isThere = async () => since().length >= expected.length
    await until('the lines are there', isThere, PATIENCE_MS).catch(() => {})
    await sleep(SETTLE_MS)
    const written = since()
    read += written.length
    expect(written.sort()).toEqual(expected.sort())
    return done
  }
}

/** Formats a line as `event mail outcome`, without the missing ones. */
export const tell = (line: LogLine): string =>
  [
    line.event,
    ...('mail' in line ? [line.mail] : []),
    ...('outcome' in line ? [line.outcome] : []),
  ].join(' ')
