import { createReadStream, writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { CampaignError } from './campaign-error.ts'

/** A file with one line for each row that is done, in the order of the rows. */
export type RowLog = {
  /** Rows that are done. */
  readonly count: number
  /** Reads the lines, from the first row on. */
  lines(): AsyncGenerator<string>
  append(line: string): void
  close(): Promise<void>
}

/** Other users get no permissions: the file shows who got a mail. */
const PRIVATE = 0o600

/**
 * Opens a log, or creates it. A last line without its end, as after a kill, counts as not written.
 * @param header first line of the file
 * @throws {CampaignError} when the log belongs to another file or campaign
 */
export async function openRowLog(path: string, header: string): Promise<RowLog> {
  const file = await open(path, 'a+', PRIVATE)
  const { lines, bytes } = await wholeLines(path)
  await file.truncate(bytes)
  if (lines === 0) await file.appendFile(`${header}\n`)
  else if ((await firstLine(path)) !== header) {
    await file.close()
    throw new CampaignError(
      `${path} belongs to another state of the file or another --name. Restore the file as it was when the campaign began, or move ${path} away.`,
    )
  }
  return rowLog(path, file, Math.max(0, lines - 1))
}

const rowLog = (path: string, file: FileHandle, count: number): RowLog => ({
  count,
  async *lines() {
    let isHeader = true
    for await (const line of createInterface({ input: createReadStream(path) })) {
      if (!isHeader) yield line
      isHeader = false
    }
  },
  // So short a write takes less time than a promise.
  append: (line) => void writeSync(file.fd, `${line}\n`),
  close: () => file.close(),
})

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
