import { Pool } from 'pg'
import type { Database } from './database.ts'

const CONNECT_TIMEOUT_MS = 2000
const STATEMENT_TIMEOUT_MS = 5000

/** A Postgres server, which any number of replicas share. */
export async function openServer(url: string): Promise<Database> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'password-reset',
  })
  // A connection that breaks while idle is replaced; the next query tells whether the server is there.
  pool.on('error', () => {})
  await pool.query('select 1')
  return {
    query: async (text, values) => (await pool.query(text, values)).rows,
    boss: { connectionString: url, max: 10, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
    close: () => pool.end(),
  }
}
