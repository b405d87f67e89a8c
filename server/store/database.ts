import type { ConstructorOptions } from 'pg-boss'

/** Where the database is: a server's URL, or the directory of one of our own. */
export type StoreConfig =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'embedded'; readonly directory: string }

/** Runs one statement. */
export type Query = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>

/** A Postgres that can be asked. */
export type Database = {
  readonly query: Query
  /** Commits the work, or rolls it back when it throws. */
  transaction(work: (query: Query) => Promise<void>): Promise<void>
  /** Connection options for pg-boss. */
  readonly boss: ConstructorOptions
  close(): Promise<void>
}
