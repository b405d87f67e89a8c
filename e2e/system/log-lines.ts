import { expect } from 'vitest'
import type { Server } from './site.ts'

/** Next's own lines at the start, before it serves anything. */
const BANNER = /^\s*(?:▲ Next\.js|- Local:|- Network:|✓ )|^\s*$/

/** Fails when a server has written anything that is not one JSON line an event. */
export function expectOnlyEvents({ written }: Pick<Server, 'written'>): void {
  const lines = `${written.stdout}\n${written.stderr}`.split('\n')
  const odd = lines.filter((line) => !BANNER.test(line) && !isEvent(line))
  expect([...new Set(odd)].slice(0, 20)).toEqual([])
}

function isEvent(line: string): boolean {
  try {
    return typeof JSON.parse(line).event === 'string' && !/\\n\s+at /.test(line)
  } catch {
    return false
  }
}
