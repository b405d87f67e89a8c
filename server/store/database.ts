import type { ConstructorOptions } from 'pg-boss'

/** Place of the database: the URL of a server, or the directory of the embedded one. */
export type StoreConfig =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'embedded'; readonly directory: string }

/** Runs one statement. */
export type Query = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>

/** A Postgres, on a server or in this process. */
export type Database = {
  readonly query: Query
  /** Runs the work in a transaction, which is rolled back when the work throws. */
  transaction(work: (query: Query) => Promise<void>): Promise<void>
  /** Connection options for pg-boss. */
  readonly boss: ConstructorOptions
  close(): Promise<void>
}
