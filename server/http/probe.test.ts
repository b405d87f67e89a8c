import { expect, test } from 'vitest'
import { createSealer } from '#lib/sealer.ts'
import { makeProbe, readProbe } from './probe.ts'

const sealer = createSealer([new Uint8Array(32).fill(1)], 'sessionm')
const id = '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10'
const NOW = Date.parse('2026-03-01T12:00:00Z')
const MINUTE = 60_000

test('a probe names its request, for some minutes, to a site with the same keys', () => {
  const probe = makeProbe(sealer, id, NOW)
  expect(readProbe(sealer, probe, NOW)).toBe(id)
  expect(readProbe(sealer, probe, NOW + 4 * MINUTE)).toBe(id)
  expect(readProbe(sealer, probe, NOW + 6 * MINUTE)).toBeNull()
  expect(readProbe(sealer, probe, NOW - 6 * MINUTE)).toBeNull()
  const other = createSealer([new Uint8Array(32).fill(2)], 'sessionm')
  expect(readProbe(other, probe, NOW)).toBeNull()
})

test.each([undefined, '', '.', '..', 'a.b.c', `${NOW / MINUTE}.${id}.`, `${NOW / MINUTE}.${id}.x`])(
  'anything else is no probe: %j',
  (header) => {
    expect(readProbe(sealer, header, NOW)).toBeNull()
  },
)

test('a probe for another request is forged', () => {
  const probe = makeProbe(sealer, id, NOW).replace(id, id.replace('6', '7'))
  expect(readProbe(sealer, probe, NOW)).toBeNull()
})
