import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from './database-fixture.ts'
import { ensurePrivateDirectory } from './private-directory.ts'
import { UnusableStoreError } from './unusable-store-error.ts'

const directory = temporaryDirectory()
const modeOf = async (path: string) => (await stat(path)).mode & 0o777

test('makes a directory that only its owner may enter', async () => {
  const path = join(directory(), 'some', 'new')
  await ensurePrivateDirectory(path)
  expect(await modeOf(path)).toBe(0o700)
})

test.each([0o777, 0o755, 0o770, 0o701])(
  'closes a directory of mode %o that is there',
  async (mode) => {
    const path = join(directory(), mode.toString(8))
    await mkdir(path)
    await chmod(path, mode)
    await ensurePrivateDirectory(path)
    expect(await modeOf(path)).toBe(0o700)
  },
)

test.runIf(process.platform === 'linux')(
  'refuses a directory that it cannot close to others',
  async () => {
    await expect(ensurePrivateDirectory('/proc/self/task')).rejects.toThrow(UnusableStoreError)
  },
)

test('refuses a path that cannot be a directory', async () => {
  const file = join(directory(), 'file')
  await writeFile(file, '')
  const refused = expect(ensurePrivateDirectory(join(file, 'data'))).rejects
  await refused.toThrow(/^DATA_DIR cannot be made, or closed to other users \(ENOTDIR\)/)
})
