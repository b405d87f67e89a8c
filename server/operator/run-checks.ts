import { cachedAsync } from '#lib/cached.ts'
import type { CheckResult } from '#lib/check-result.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Config } from '#server/config/config.ts'
import type { Store } from '#server/store/store.ts'
import { createPooledFetch } from '#upstreams/connection-pool.ts'
import { checkSite } from './checks.ts'

/** Results of all checks, and when they were made. */
export type Checked = { readonly at: Date; readonly results: readonly CheckResult[] }

type Site = {
  readonly config: Config
  readonly sealer: Sealer
  readonly store: Pick<Store, 'report'>
  readonly now: () => Date
}

/** Time for which results are kept. Each run sends a form to the site, and asks the vendors. */
const FRESH_MS = 60_000

/** Makes a function that runs the doctor's checks inside the site, once a minute for all callers. */
export function cachedChecks(
  { config, sealer, store, now }: Site,
  run: typeof checkSite = checkSite,
): () => Promise<Checked> {
  const fetch = createPooledFetch(config.egressProxy)
  const context = { config, sealer, fetch, environment: process.env, readStore: store.report }
  return cachedAsync(
    async () => ({ results: await run(context), at: now() }),
    ({ at }) => now().getTime() - at.getTime() < FRESH_MS,
  ).get
}
