import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createSealer } from '#lib/sealer.ts'
import type { Database } from './database.ts'
import { openDatabase } from './open-database.ts'
import { migrate } from './schema.ts'

/** The key of a test site. */
export const secret = new Uint8Array(32).fill(7)

/** Seals what the tests put into a database. */
export const sealer = createSealer([secret], 'sessionm')

/** The sealer after `SITE_SECRET` was replaced, with the older key behind the new one. */
export const rotatedSealer = createSealer([new Uint8Array(32).fill(9), secret], 'sessionm')

const OPENING_MS = 120_000

/** Creates a directory, and removes it after the tests of the file. */
export function temporaryDirectory(): () => string {
  let directory = ''
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reset-'))
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))
  return () => directory
}

/** Opens an embedded database with its tables, for all tests of a file. */
export function temporaryDatabase(): () => Database {
  const directory = temporaryDirectory()
  let database: Database
  beforeAll(async () => {
    database = await openDatabase({ kind: 'embedded', directory: directory() }, async () => '')
    await migrate(database)
  }, OPENING_MS)
  afterAll(() => database.close())
  return () => database
}
