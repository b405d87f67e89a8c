import type { ConstructorOptions } from 'pg-boss'
import type { Answer } from './directory.ts'
import { openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'

/** Where the database is: a server's URL, or the directory of one of our own. */
export type StoreConfig =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'embedded'; readonly directory: string }

/** A Postgres that can be asked. */
export type Database = {
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  /** How pg-boss reaches it. */
  readonly boss: ConstructorOptions
  close(): Promise<void>
}

/**
 * Opens the database.
 * @param answer what the operator's commands are told while this process has the directory
 * @throws {DirectoryInUseError} when another process has the directory
 */
export const openDatabase = (config: StoreConfig, answer: Answer): Promise<Database> =>
  config.kind === 'server' ? openServer(config.url) : openEmbedded(config.directory, answer)
