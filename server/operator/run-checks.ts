import type { CheckResult } from '#lib/check-result.ts'
import { services } from '#server/services.ts'
import { createKeptFetch } from '#upstreams/connection-pool.ts'
import { examine } from './checks.ts'

/**
 * Runs the doctor's checks inside the site. Sends one form to the site. Changes no account.
 * @public
 */
export const runChecks = (): Promise<CheckResult[]> => {
  const { config, sealer, store } = services()
  return examine({
    config,
    sealer,
    environment: process.env,
    fetch: createKeptFetch(config.egressProxy),
    readStore: store.report,
  })
}
