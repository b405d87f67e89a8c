import { existsSync } from 'node:fs'
import { chmod, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'

/** Archive of an empty database. The build puts it into the directory that the server runs in. */
export const TEMPLATE = 'database.tar.gz'

/** Settings for one connection and a few small tables. The defaults would take 128 MB more. */
const SETTINGS = {
  shared_buffers: '8MB',
  wal_buffers: '512kB',
  work_mem: '2MB',
  maintenance_work_mem: '8MB',
  max_connections: '5',
}

const startParams = [
  ...PGlite.defaultStartParams,
  ...Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
]

/** Opens the database in a directory, and creates it if it is missing. */
export async function openPostgres(dataDir: string): Promise<PGlite> {
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await createDatabase(dataDir)
  return start({ dataDir })
}

/** Creates an empty database, as a compressed archive. */
export async function createTemplate(): Promise<Buffer> {
  const postgres = await start({})
  const archive = await postgres.dumpDataDir('gzip')
  await postgres.close()
  return Buffer.from(await archive.arrayBuffer())
}

/**
 * Creates an empty database under a temporary name, then renames it. So an existing one is always
 * complete, even if this process is killed.
 */
async function createDatabase(dataDir: string): Promise<void> {
  const draft = `${dataDir}.new`
  await rm(draft, { recursive: true, force: true })
  const template = await readFile(TEMPLATE).catch(() => null)
  const loadDataDir = template && new Blob([template], { type: 'application/gzip' })
  const postgres = await start({ dataDir: draft, ...(loadDataDir && { loadDataDir }) })
  await postgres.close()
  await closeFiles(draft)
  await rename(draft, dataDir)
}

/**
 * Starts Postgres without V8's optimising compiler for WebAssembly. It would take 600 MB for one
 * function, without a measurable gain (docs/decisions/020).
 */
function start(options: PGliteOptions): Promise<PGlite> {
  for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag)
  return PGlite.create({ ...options, startParams, initDbStartParams: ['--wal-segsize=1'] })
}

/** Removes the permissions of other users: Postgres makes files with mode 0666, whatever the umask. */
async function closeFiles(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
  }
}
