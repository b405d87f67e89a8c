import type { Database } from './database.ts'

/** Tables of our own, beside those of pg-boss. Keys are keyed hashes; `result` is sealed. */
const STATEMENTS = [
  `create table if not exists attempts (
     link text primary key,
     attempt text not null,
     state text not null check (state in ('running', 'failed', 'changed')),
     result text,
     settled_at timestamptz,
     expires_at timestamptz not null
   )`,
  'create index if not exists attempts_expires_at on attempts (expires_at)',
  `create table if not exists limits (
     key varchar(255) primary key,
     points integer not null default 0,
     expire bigint
   )`,
]

/** Makes the tables that are missing. */
export async function createTables(database: Database): Promise<void> {
  for (const statement of STATEMENTS) await database.query(statement)
}
