import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lowerCase } from '#lib/email-address.ts'
import { type BadRow, readFile } from './rows.ts'

/** Result of checking a whole file. */
export type Checked = {
  readonly rows: number
  /** SHA-256 of the file. */
  readonly digest: string
  /** Number of bad rows and repeated addresses, and the first of them. */
  readonly faults: number
  readonly examples: readonly BadRow[]
}

const MAX_EXAMPLES = 20

/** Addresses that are compared at a time: 8 MB of hashes. A longer file is read several times. */
const HASHES = 1_000_000

/** Checks every row of a file, in constant memory. Nothing is sent. */
export async function checkFile(path: string, room = HASHES): Promise<Checked> {
  const examples: BadRow[] = []
  let rows = 0
  let faults = 0
  const report = (bad: BadRow) => {
    faults += 1
    if (examples.length < MAX_EXAMPLES) examples.push(bad)
  }
  for await (const row of readFile(path)) {
    rows += 1
    if ('fault' in row) report(row)
  }
  // Hashes spread evenly, but not exactly.
  const parts = Math.max(1, Math.ceil(rows / (room * 0.9)))
  const hashes = new BigUint64Array(Math.min(rows, room))
  for (let part = 0; part < parts; part += 1) {
    const repeated = await repeatedIn(path, hashes, { part, parts })
    if (repeated.size > 0) await reportRepeated(path, repeated, report)
  }
  examples.sort((one, other) => one.line - other.line)
  return { rows, digest: await digestOf(path), faults, examples }
}

const hashOf = (email: string): bigint =>
  createHash('sha256').update(lowerCase(email)).digest().readBigUInt64LE(0)

/** Finds the hashes that occur several times among one part of the addresses. */
async function repeatedIn(
  path: string,
  hashes: BigUint64Array,
  { part, parts }: { part: number; parts: number },
): Promise<Set<bigint>> {
  let size = 0
  for await (const row of readFile(path)) {
    if ('fault' in row) continue
    const hash = hashOf(row.email)
    if (Number(hash % BigInt(parts)) !== part) continue
    if (size === hashes.length) throw new RangeError('the hashes are spread unevenly')
    hashes[size] = hash
    size += 1
  }
  const sorted = hashes.subarray(0, size).sort()
  const repeated = new Set<bigint>()
  for (let nth = 1; nth < size && repeated.size < MAX_REPEATED; nth += 1) {
    const hash = sorted[nth]
    if (hash !== undefined && hash === sorted[nth - 1]) repeated.add(hash)
  }
  return repeated
}

/** Repeated addresses that are looked for at a time: with this many, the file is wrong as a whole. */
const MAX_REPEATED = 10_000

/** Reports every row whose address an earlier row has. */
async function reportRepeated(
  path: string,
  repeated: ReadonlySet<bigint>,
  report: (bad: BadRow) => void,
): Promise<void> {
  const firstLines = new Map<bigint, number>()
  for await (const row of readFile(path)) {
    if ('fault' in row) continue
    const hash = hashOf(row.email)
    if (!repeated.has(hash)) continue
    const first = firstLines.get(hash)
    if (first === undefined) firstLines.set(hash, row.line)
    else report({ line: row.line, fault: `the address of line ${first} again` })
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
