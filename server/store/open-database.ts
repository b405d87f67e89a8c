import type { CommandHandler } from './data-dir-lock.ts'
import type { Database, StoreConfig } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { openServer } from './postgres-server.ts'

/**
 * Opens the database.
 * @param answer handles the operator's commands while this process has the directory
 * @throws {DirectoryInUseError} when another process has the directory
 * @throws {UnusableStoreError} when the directory cannot be created or made private
 */
export const openDatabase = (config: StoreConfig, answer: CommandHandler): Promise<Database> =>
  config.kind === 'server' ? openServer(config.url) : openEmbedded(config.directory, answer)
