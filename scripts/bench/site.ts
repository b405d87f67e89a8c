import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { demoEnvironment } from '#scripts/demo-environment.ts'
import { relay } from '#scripts/relay.ts'
import { answering, start } from '#scripts/running.ts'

export const SITE_URL = 'http://localhost:3401'
/** The site as well, with something in front that can hold requests up. */
export const FRONT_URL = 'http://localhost:3402'
export const SANDBOX_URL = 'http://localhost:4401'
const UPSTREAM_URL = 'http://localhost:4402'

/** What customers' addresses begin with whose upstream takes its time. */
export const SLOW = 'slow-'
const SLOW_MS = 600

/** What to measure on. `hold` is how long a request waits in front of the site, in milliseconds. */
export type Bench = { store: 'embedded' | 'server'; hold: (body: string) => number }

/** Runs a production server on ports of its own, with a new database, while `measure` does. */
export async function withSite<T>({ store, hold }: Bench, measure: () => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'reset-bench-'))
  const database = store === 'server' ? process.env.DATABASE_URL : ''
  if (database === undefined) throw new Error('DATABASE_URL has to say where the server is')
  const upstream = 'sessionm'
  const sandbox = start(['sandbox/main.ts'], { SITE_URL, SANDBOX_PORT: '4401' })
  const site = start(['.next/standalone/server.js'], {
    ...demoEnvironment(upstream, { siteUrl: SITE_URL, sandboxUrl: SANDBOX_URL }),
    SESSIONM_API_URL: `${UPSTREAM_URL}/${upstream}`,
    DATABASE_URL: database,
    DATA_DIR: directory,
    TRUSTED_PROXY_HOPS: '1',
    LOG_LEVEL: 'silent',
  })
  const relays = [
    await relay(4402, SANDBOX_URL, (path, body) =>
      sleep(`${path}${body}`.includes(SLOW) ? SLOW_MS : 0),
    ),
    await relay(3402, SITE_URL, (_, body) => {
      const ms = hold(body)
      return ms > 0 ? sleep(ms) : Promise.resolve()
    }),
  ]
  try {
    await Promise.all([answering(sandbox, SANDBOX_URL), answering(site, `${SITE_URL}/readyz`)])
    return await measure()
  } finally {
    for (const server of relays) server.close().closeAllConnections()
    const ended = [site, sandbox].map((it) => new Promise((resolve) => it.once('exit', resolve)))
    for (const program of [site, sandbox]) program.kill('SIGTERM')
    await Promise.all(ended)
    await rm(directory, { recursive: true, force: true })
  }
}
