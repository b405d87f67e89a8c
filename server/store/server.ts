import { Pool, type PoolClient } from 'pg'
import type { Database, Query } from './database.ts'

/** Customers wait for these queries. */
const CONNECT_TIMEOUT_MS = 5000
const STATEMENT_TIMEOUT_MS = 5000

/** Longer: nobody waits for a job, and at a busy start all workers connect at the same time. */
const QUEUES_CONNECT_TIMEOUT_MS = 30_000

/** Finds a host that has vanished. A delay of 0 would be the system's: two hours on Linux. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 }

/** Options that pg-boss passes to its pool, though its types lack them. */
const QUEUES_POOL = { query_timeout: 30_000, ...KEEP_ALIVE }

const MAX_CONNECTIONS = 10

/** Opens a Postgres server, which any number of replicas share. */
export async function openServer(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    ...KEEP_ALIVE,
    application_name: 'password-reset',
  })
  // A connection that breaks while idle is replaced; the next query tells whether the server is there.
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
        // Closing the connection rolls back, whatever state it is in.
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
