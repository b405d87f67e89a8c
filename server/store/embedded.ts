import { join } from 'node:path'
import type { Transaction } from '@electric-sql/pglite'
import { fromPglite } from 'pg-boss'
import { type CommandHandler, lockDataDir } from './data-dir-lock.ts'
import type { Database, Query } from './database.ts'
import { openPostgres } from './postgres-in-process.ts'
import { ensurePrivateDirectory } from './private-directory.ts'

/** Opens a Postgres inside this process, and locks its directory. */
export async function openEmbedded(directory: string, answer: CommandHandler): Promise<Database> {
  await ensurePrivateDirectory(directory)
  const release = await lockDataDir(directory, answer)
  const pglite = await openPostgres(join(directory, 'postgres')).catch(async (error) => {
    await release()
    throw error
  })
  return {
    query: queryOf(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(queryOf(transaction))),
    boss: { db: fromPglite(pglite), backend: 'pglite' },
    async close() {
      await pglite.close()
      await release()
    },
  }
}

const queryOf =
  (client: Pick<Transaction, 'query'>): Query =>
  async <Row extends object>(text: string, values?: unknown[]) =>
    (await client.query<Row>(text, values)).rows
