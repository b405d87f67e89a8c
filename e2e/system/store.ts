import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { createPostgres } from './postgres.ts'

/** The two kinds of stores. */
export const STORES = ['embedded', 'server'] as const

/** Each upstream with one of the stores, so that both kinds occur. */
export const SITES = UPSTREAM_NAMES.map((upstream, nth) => ({
  upstream,
  kind: STORES[nth % 2] ?? 'embedded',
}))

/** A database of a test. */
export type Store = {
  /** Environment of a server with this store. */
  readonly env: Record<string, string>
  /** Reads all bytes that a thief of the disk, or a user of the database, could. No server may use it. */
  read(): Promise<Buffer[]>
  /**
   * Makes a backup as docs/operating.md says, restores it elsewhere, and returns the environment of a
   * server that uses it. No server may use the embedded one.
   */
  restoreBackup(): Promise<Record<string, string>>
  remove(): Promise<void>
}

/** Creates an empty store. */
export const openStore = (kind: (typeof STORES)[number]): Promise<Store> =>
  kind === 'embedded' ? openEmbedded() : openServer()

async function openEmbedded(): Promise<Store> {
  const directory = mkdtempSync(join(tmpdir(), 'load-site-'))
  return {
    env: { DATA_DIR: directory },
    read: async () => files(directory),
    async restoreBackup() {
      cpSync(directory, `${directory}-restored`, { recursive: true })
      return { DATA_DIR: `${directory}-restored` }
    },
    async remove() {
      for (const each of [directory, `${directory}-restored`])
        rmSync(each, { recursive: true, force: true })
    },
  }
}

async function openServer(): Promise<Store> {
  const postgres = await createPostgres()
  await postgres.start()
  const url = await postgres.createSiteDatabase()
  const query = <Row extends object>(text: string) => postgres.query<Row>('reset', text)
  return {
    env: { DATABASE_URL: url },
    async read() {
      const tables = await query<{ schema: string; name: string }>(
        `select schemaname as schema, tablename as name from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
      )
      const rows = await Promise.all(
        tables.map(({ schema, name }) =>
          query(`select t::text as row from "${schema}"."${name}" as t`),
        ),
      )
      await query('checkpoint')
      return [Buffer.from(JSON.stringify({ tables, rows })), ...files(postgres.data)]
    },
    restoreBackup: async () => ({ DATABASE_URL: await postgres.restoreDump() }),
    remove: () => postgres.remove(),
  }
}

const files = (directory: string): Buffer[] =>
  globSync('**/*', { cwd: directory })
    .map((path) => join(directory, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path))
