import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import config from '../../next.config.ts'

const sources = globSync('{app,components,lib,server}/**/*.{ts,tsx}').map(
  (path) => [path, readFileSync(path, 'utf8')] as const,
)
const actions = sources.filter(([, source]) => /^\s*['"]use server['"]/m.test(source))

test('lists the server actions', () => {
  expect(actions.map(([path]) => path).sort()).toEqual([
    'app/[locale]/change-password/action.ts',
    'app/[locale]/change-password/code/action.ts',
    'app/[locale]/change-password/with-link/action.ts',
    'app/[locale]/forgot-password/action.ts',
    'app/[locale]/forgot-password/sent/action.ts',
    'app/[locale]/not-me/action.ts',
  ])
})

test.each(actions)(
  'all that %s exports is made of the one client, with a schema (NX-01)',
  (_, source) => {
    expect(source).toMatch(/^'use server'\n/)
    const exported = [...source.matchAll(/^export .*\n.*\n/gm)].map(([text]) => text)
    expect(exported.length).toBeGreaterThan(0)
    for (const text of exported)
      expect(text).toMatch(/^export const \w+ = actionClient\n\s+\.inputSchema\(/)
  },
)

test('Next reads 16 kB of a form, and takes forms of no other origin (NX-05)', () => {
  expect(config.experimental?.serverActions).toEqual({ bodySizeLimit: '16kb' })
})

test('Next makes no images (NX-07)', () => {
  expect(config.images).toEqual({ unoptimized: true })
})
