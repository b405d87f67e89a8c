import { existsSync, writeFileSync } from 'node:fs'
import { createTemplate, TEMPLATE } from './server/store/postgres-in-process.ts'

/** Creates the empty database that tests copy, because creating one takes seconds. */
export async function setup(): Promise<void> {
  if (!existsSync(TEMPLATE)) writeFileSync(TEMPLATE, await createTemplate())
}
