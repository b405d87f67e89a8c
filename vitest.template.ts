import { existsSync, writeFileSync } from 'node:fs'
import { createTemplate, TEMPLATE } from './server/store/postgres-in-process.ts'

/** Makes the empty database that tests start from, once: each would spend seconds on its own. */
export async function setup(): Promise<void> {
  if (!existsSync(TEMPLATE)) writeFileSync(TEMPLATE, await createTemplate())
}
