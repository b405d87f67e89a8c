import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

const version = z.string().regex(/^\d+\.\d+\.\d+$/)
const GHSA = /GHSA(-[2-9cfghjmpqrvwx]{4}){3}( \(CVE-\d{4}-\d{4,}\))?/.source
const floors = z
  .array(
    z.strictObject({
      package: z.string(),
      floor: version,
      advisory: z.string().regex(new RegExp(`^${GHSA}(, ${GHSA})*$`)),
      date: z.iso.date(),
      about: z.string(),
    }),
  )
  .parse(read('scripts/advisory-floors.json'))

const { packages } = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ version: z.string(), integrity: z.string().optional() }),
    ),
  })
  .parse(read('package-lock.json'))

/** Checks whether a version is at least the floor. A prerelease is below its release. */
function isAtLeast(floor: string, found: string): boolean {
  const [numbers = '', ...prerelease] = found.split('-')
  const order = numbers.localeCompare(floor, 'en', { numeric: true })
  return order > 0 || (order === 0 && prerelease.length === 0)
}

describe('the lockfile', () => {
  test('holds the SHA-512 of every package, those of other machines included (CF-04)', () => {
    const { '': _project, ...others } = packages
    const unchecked = Object.entries(others).filter(
      ([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    )
    expect(Object.keys(others).length).toBeGreaterThan(300)
    expect(unchecked.map(([path]) => path)).toEqual([])
  })

  test.each(floors)(
    'holds $package in no place below $floor: $advisory (CF-04)',
    ({ package: name, floor }) => {
      const found = Object.entries(packages).filter(
        ([path]) => path.split('node_modules/').at(-1) === name,
      )
      expect(found.length).toBeGreaterThan(0)
      expect(found.filter(([, one]) => !isAtLeast(floor, one.version))).toEqual([])
    },
  )
})

test.each([
  ['16.4.1', false],
  ['16.4.2-canary.7', false],
  ['9.9.9', false],
  ['16.3.99', false],
  ['16.4.2', true],
  ['16.4.10', true],
  ['16.5.0-canary.1', true],
  ['17.0.0', true],
])('%s is as good as 16.4.2: %s (CF-04)', (found, good) => {
  expect(isAtLeast('16.4.2', found)).toBe(good)
})
