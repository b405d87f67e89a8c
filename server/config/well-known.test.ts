import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError } from './config-error.ts'
import { readWellKnown } from './well-known.ts'

const GOOD = { 'assetlinks.json': '[{"target":{}}]', 'apple-app-site-association': '{ }' }

/** Makes a directory with these files. */
function directoryWith(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'well-known-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  return directory
}

test('the two files are read as they are, and no other', () => {
  expect(readWellKnown(directoryWith({ ...GOOD, 'private.json': '{}' }))).toEqual(GOOD)
})

test.each<[string, Record<string, string>, string[]]>([
  ['is empty', {}, ['assetlinks.json cannot be read', 'apple-app-site-association cannot be read']],
  [
    'has a file that is not JSON',
    { ...GOOD, 'assetlinks.json': '[canary' },
    ['assetlinks.json must hold a JSON array of objects'],
  ],
  [
    'has the files swapped',
    { 'assetlinks.json': '{}', 'apple-app-site-association': '[]' },
    [
      'assetlinks.json must hold a JSON array of objects',
      'apple-app-site-association must hold a JSON object',
    ],
  ],
  [
    'has a file that is too large',
    { ...GOOD, 'apple-app-site-association': `{"canary":"${'x'.repeat(128 * 1024)}"}` },
    ['apple-app-site-association is larger than 128 KiB'],
  ],
])('a directory that %s is refused by the name of the file', (_, files, faults) => {
  const read = () => readWellKnown(directoryWith(files))
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(
    ['WELL_KNOWN_DIR is not usable:', ...faults.map((it) => `  ${it}`)].join('\n'),
  )
  expect(read).not.toThrow('canary')
})
