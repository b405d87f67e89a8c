import { createReadStream, existsSync, writeSync } from 'node:fs'
import { mkdir, open, rmdir } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { DirectoryInUseError, lockDataDir } from '#server/store/data-dir-lock.ts'
import { errorCode } from '#server/store/error-code.ts'
import { CampaignError } from './campaign-error.ts'

/** Writes a log: a file with one line for each row that is done, in the order of the rows. */
export type RowLog = {
  /** Rows that were done before. */
  readonly count: number
  append(line: string): void
  close(): Promise<void>
}

/** Other users get no permissions: the file shows who got a mail. */
const PRIVATE = 0o600

/**
 * Opens a log for writing, or creates it. A last line without its end, as after a kill, counts as not written.
 * @param header first line of the file
 * @throws {CampaignError} when another run writes it, or it belongs to another file or campaign
 */
export async function openRowLog(path: string, header: string): Promise<RowLog> {
  const unlock = await lock(path)
  try {
    if (existsSync(path)) await checkHeader(path, header)
    const file = await open(path, 'a+', PRIVATE)
    const { lines, bytes } = await wholeLines(path)
    await file.truncate(bytes)
    if (lines === 0) await file.appendFile(`${header}\n`)
    return {
      count: Math.max(0, lines - 1),
      // So short a write takes less time than a promise.
      append: (line) => void writeSync(file.fd, `${line}\n`),
      async close() {
        await file.close()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Reads the lines of a log, from the first row on. There are none without a file. @throws as {@link openRowLog} */
export async function* readRowLog(path: string, header: string): AsyncGenerator<string> {
  if (!existsSync(path)) return
  await checkHeader(path, header)
  let isHeader = true
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (!isHeader) yield line
    isHeader = false
  }
}

/** Locks a log. Two runs would mix their lines. @returns a function that releases the lock */
async function lock(path: string): Promise<() => Promise<void>> {
  const directory = `${path}.lock`
  const lockIt = async () => {
    await mkdir(directory, { recursive: true })
    return lockDataDir(directory, async () => '')
  }
  const unlock = await lockIt()
    // A run that ends at this moment removes the directory.
    .catch((error) => (errorCode(error) === 'ENOENT' ? lockIt() : Promise.reject(error)))
    .catch((error) => {
      throw new CampaignError(
        error instanceof DirectoryInUseError
          ? `Another run of this campaign writes ${path}. Wait for its end, or stop it.`
          : `${path} cannot be locked (${errorCode(error)}). Run the command in the folder of the file.`,
      )
    })
  return async () => {
    await unlock()
    // It is not empty if another run has begun.
    await rmdir(directory).catch(() => {})
  }
}

async function checkHeader(path: string, header: string): Promise<void> {
  const first = await firstLine(path)
  if (first === '' || first === header) return
  throw new CampaignError(
    `${path} belongs to another state of the file or another --name. Restore the file as it was when the campaign began, or move ${path} away.`,
  )
}

/** Counts the lines of a file, and the bytes up to the end of the last one. */
async function wholeLines(path: string): Promise<{ lines: number; bytes: number }> {
  let lines = 0
  let bytes = 0
  let read = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) {
      lines += 1
      bytes = read + at + 1
    }
    read += chunk.length
  }
  return { lines, bytes }
}

async function firstLine(path: string): Promise<string> {
  for await (const line of createInterface({ input: createReadStream(path) })) return line
  return ''
}
