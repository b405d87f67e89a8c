import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { fromPglite } from 'pg-boss'
import type { Database } from './database.ts'
import { type Answer, claimDirectory } from './directory.ts'

const INITIAL_MEMORY = 128 * 1024 * 1024

/** A Postgres inside this process. Its directory belongs to one process at a time. */
export async function openEmbedded(directory: string, answer: Answer): Promise<Database> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const release = await claimDirectory(directory, answer)
  const dataDir = join(directory, 'postgres')
  const pglite = await PGlite.create({ dataDir, initialMemory: INITIAL_MEMORY }).catch(
    async (error) => {
      await release()
      throw error
    },
  )
  return {
    query: async <Row extends object>(text: string, values?: unknown[]) =>
      (await pglite.query<Row>(text, values)).rows,
    boss: { db: fromPglite(pglite), backend: 'pglite' },
    async close() {
      await pglite.close()
      await release()
    },
  }
}
