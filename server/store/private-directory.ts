import { chmod, mkdir, stat } from 'node:fs/promises'
import { errorCode } from './error-code.ts'
import { UnusableStoreError } from './unusable-store-error.ts'

const OWNER_ONLY = 0o700
const OTHERS = 0o077

/** Error codes after which retrying does not help: the path or its permissions have to change. */
const LASTING = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'])

/**
 * Creates a directory that only the user of this process can open, or makes an existing one so.
 * @throws {UnusableStoreError} when that is not possible
 */
export async function ensurePrivateDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: OWNER_ONLY })
    if (await isOpenToOthers(directory)) await chmod(directory, OWNER_ONLY)
  } catch (error) {
    const code = errorCode(error)
    throw LASTING.has(code) ? unusable(code) : error
  }
  // Some file systems ignore modes without an error.
  if (await isOpenToOthers(directory)) throw unusable('the file system keeps no modes')
}

const isOpenToOthers = async (directory: string): Promise<boolean> =>
  ((await stat(directory)).mode & OTHERS) !== 0

const unusable = (reason: string) =>
  new UnusableStoreError(
    `DATA_DIR cannot be made, or closed to other users (${reason}): name a directory that the user of this process owns, or one to be made inside it`,
  )
