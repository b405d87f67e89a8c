import { Pool, type PoolClient } from 'pg'
import type { Database, Query } from './database.ts'

/** Short timeouts: customers wait for these queries. */
const CONNECT_TIMEOUT_MS = 5000
const STATEMENT_TIMEOUT_MS = 5000

/** A longer one: nobody waits for a job, and at a start all workers connect at the same time. */
const QUEUES_CONNECT_TIMEOUT_MS = 30_000

/** Options that detect a vanished host. With a delay of 0, the system decides: two hours on Linux. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

/** Options that pg-boss passes to its pool, though its types lack them. */
const QUEUES_POOL = { query_timeout: 30_000, ...KEEP_ALIVE }

const MAX_CONNECTIONS = 10

/** Opens a Postgres server, which any number of replicas can share. */
export async function openServer(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    ...KEEP_ALIVE,
    application_name: 'password-reset',
  })
  // The pool replaces an idle connection that breaks. If the server is down, the next query fails.
  pool.on('error', () => {})
  await pool.query('select 1').catch(async (error) => {
    await pool.end()
    throw error
  })
  return {
    query: queryOf(pool),
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await work(queryOf(client))
        await client.query('commit')
        client.release()
      } catch (error) {
        // Closing the connection rolls back in every state of the connection.
        client.release(true)
        throw error
      }
    },
    boss: {
      connectionString: url,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: QUEUES_CONNECT_TIMEOUT_MS,
      ...QUEUES_POOL,
      application_name: 'password-reset-queues',
    },
    close: () => pool.end(),
  }
}

const queryOf =
  (client: Pool | PoolClient): Query =>
  async (text, values) =>
    (await client.query(text, values)).rows
