import { access, constants } from 'node:fs/promises'
import * as z from 'zod'
import { parseJson } from '#lib/read-body.ts'
import type { Progress } from '#lib/reset/progress.ts'
import { sendToLockHolder } from '#server/store/data-dir-lock.ts'
import type { StoreConfig } from '#server/store/database.ts'
import { errorCode } from '#server/store/error-code.ts'
import type { OperatorCommand } from '#server/store/operator-command.ts'
import { openServer } from '#server/store/postgres-server.ts'
import { bufferedProgress } from '#server/store/progress.ts'
import { reportStore, type StoreReport, storeReportSchema } from '#server/store/store-report.ts'

/**
 * Reads the state of the database from another process than the site. Asks the site that holds an embedded
 * one. Without such a site it is not opened: files of another user would lock it out.
 * @returns null if no site runs with the directory, which can be used or made
 */
export async function readStore(config: StoreConfig): Promise<StoreReport | null> {
  try {
    if (config.kind === 'embedded') return await readEmbedded(config.directory)
    const database = await openServer(config.url)
    try {
      return await reportStore(database)
    } finally {
      await database.close()
    }
  } catch (error) {
    return { code: errorCode(error) }
  }
}

const question = (command: OperatorCommand) => JSON.stringify(command)

const stepsSchema = z.record(z.string(), z.coerce.date()).nullable()

/** Opens the progress of resets from another process than the site. */
export async function openProgress(
  config: StoreConfig,
): Promise<Pick<Progress, 'find'> & { close: () => Promise<void> }> {
  if (config.kind === 'server') {
    const { query, close } = await openServer(config.url)
    return { find: bufferedProgress(query).find, close }
  }
  return {
    find: async (cause) => {
      const answer = await sendToLockHolder(config.directory, question(['steps', cause]))
      return stepsSchema.parse(parseJson(answer ?? 'null'))
    },
    close: async () => {},
  }
}

async function readEmbedded(directory: string): Promise<StoreReport | null> {
  const answer = await sendToLockHolder(directory, question(['report']))
  if (answer !== null)
    return storeReportSchema.safeParse(parseJson(answer)).data ?? { code: 'UNKNOWN' }
  await access(directory, constants.R_OK | constants.W_OK | constants.X_OK).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    },
  )
  return null
}
