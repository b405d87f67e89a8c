import queues from 'pg-boss/package.json' with { type: 'json' }
import type { Database } from './database.ts'
import { UnusableStoreError } from './unusable-store-error.ts'

/**
 * Migrations, each from one version of our tables to the next. The first starts from an empty database.
 * Never change a released one. pg-boss migrates its own tables.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  // Keys are keyed hashes; `result` is sealed. Databases from before versioning have these tables.
  [
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
  ],
  // Usernames are keyed hashes.
  [
    `create table if not exists languages (
       username text primary key,
       locale text not null,
       expires_at timestamptz not null
     )`,
    'create index if not exists languages_expires_at on languages (expires_at)',
  ],
  // The table of languages becomes the memory of pending requests.
  [
    'alter table languages add column if not exists cause text',
    'alter table languages add column if not exists asked_at timestamptz',
  ],
  // Nothing here is personal: a cause is the random id of a request.
  [
    `create table if not exists progress (
       cause text primary key,
       steps jsonb not null,
       created_at timestamptz not null default now()
     )`,
    'create index if not exists progress_created_at on progress (created_at)',
    `create table if not exists counts (
       hour timestamptz not null,
       name text not null,
       labels text not null,
       count bigint not null,
       seconds double precision not null,
       buckets bigint[],
       primary key (hour, name, labels)
     )`,
  ],
  // `code` is a keyed hash of username and code; `mailed` is sealed.
  [
    `create table if not exists codes (
       code text primary key,
       mailed text not null,
       expires_at timestamptz not null
     )`,
    'create index if not exists codes_expires_at on codes (expires_at)',
  ],
  // Keys and bodies are keyed hashes.
  [
    `create table if not exists api_requests (
       key text primary key,
       cause text not null unique,
       kind text not null,
       body text not null,
       settled boolean not null default false,
       created_at timestamptz not null default now(),
       expires_at timestamptz not null
     )`,
    'create index if not exists api_requests_expires_at on api_requests (expires_at)',
  ],
  // One call at a time handles a request.
  ['alter table api_requests add column if not exists leased_until timestamptz'],
]

/** Key of the advisory lock that a migration holds. */
const LOCK = 73_738

/**
 * Migrates our tables to the newest version. If replicas start together, one migrates and the others
 * wait.
 * @throws {UnusableStoreError} when a newer release has migrated them
 */
export async function migrate(database: Database, migrations = MIGRATIONS): Promise<void> {
  await database.transaction(async (query) => {
    await query('select pg_advisory_xact_lock($1)', [LOCK])
    await query('create table if not exists schema_version (version integer not null)')
    const [row] = await query<{ version: number }>('select version from schema_version')
    const version = row?.version ?? 0
    if (version > migrations.length) throw tooNew('', version, migrations.length)
    if (version === migrations.length) return
    for (const statement of migrations.slice(version).flat()) await query(statement)
    await query('delete from schema_version')
    await query('insert into schema_version (version) values ($1)', [migrations.length])
  })
}

/**
 * Checks the version of the queues, because pg-boss itself would use a newer one.
 * @throws {UnusableStoreError} when a newer release has migrated them
 */
export async function refuseNewerQueues(database: Database): Promise<void> {
  const [table] = await database.query<{ name: string | null }>(
    "select to_regclass('pgboss.version')::text as name",
  )
  if (!table?.name) return
  const known = queues.pgboss.schema
  const [row] = await database.query<{ version: number }>('select version from pgboss.version')
  if (row && row.version > known) throw tooNew(' of its queues', row.version, known)
}

const tooNew = (what: string, found: number, known: number) =>
  new UnusableStoreError(
    `The database belongs to a newer release (schema${what}: version ${found}, this release knows ${known}): start that release, or restore a backup of the older one`,
  )
