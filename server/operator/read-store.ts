import { access, constants } from 'node:fs/promises'
import { parseJson } from '#lib/read-body.ts'
import { sendToLockHolder } from '#server/store/data-dir-lock.ts'
import type { StoreConfig } from '#server/store/database.ts'
import { errorCode } from '#server/store/error-code.ts'
import { openServer } from '#server/store/server.ts'
import {
  REPORT_COMMAND,
  reportStore,
  type StoreReport,
  storeReportSchema,
} from '#server/store/store-report.ts'

/**
 * Reads the state of the database from another process than the site. An embedded one is asked for by
 * the site that holds it. Without such a site it is not opened: files of another user would lock it out.
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

async function readEmbedded(directory: string): Promise<StoreReport | null> {
  const answer = await sendToLockHolder(directory, JSON.stringify(REPORT_COMMAND))
  if (answer !== null)
    return storeReportSchema.safeParse(parseJson(answer)).data ?? { code: 'UNKNOWN' }
  await access(directory, constants.R_OK | constants.W_OK | constants.X_OK).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    },
  )
  return null
}
