import { demoEnvironment } from '#scripts/demo/demo-environment.ts'
import type { UpstreamName } from '#upstreams/registry.ts'
import { freePort, startProgram, until } from './program.ts'

/** Settings that all servers of a site share. */
export type Setting = {
  readonly upstream: UpstreamName
  readonly siteUrl: string
  readonly sandboxUrl: string
  /** `DATA_DIR` or `DATABASE_URL`. */
  readonly store: Record<string, string>
  /** Variables that differ from the demo's environment. */
  readonly env?: Record<string, string>
  /** Command that starts a server; Node by default. */
  readonly command?: readonly [string, ...string[]]
}

/** A production server of a test. */
export type Server = Awaited<ReturnType<typeof startServer>>

/** Makes the URL of a new site, at a free port. */
export const newSiteUrl = async () => `http://localhost:${await freePort()}`

/** Starts a production server, at the site's own port or, as a replica, at another one. */
export function launchServer(setting: Setting, url = setting.siteUrl) {
  const { command = [process.execPath, '.next/standalone/server.js'] } = setting
  const program = startProgram(command, {
    ...demoEnvironment(setting.upstream, setting),
    ...setting.store,
    ...setting.env,
    TRUSTED_PROXY_HOPS: '1',
    PORT: new URL(url).port,
  })
  return {
    ...program,
    url,
    /** Returns the status of `/readyz`; null without an answer. */
    readiness: () =>
      fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => null,
      ),
  }
}

/** Starts a production server, and waits until it is ready. */
export async function startServer(setting: Setting, url?: string) {
  const server = launchServer(setting, url)
  await until('the site is ready', async () => {
    if (server.hasEnded()) throw new Error(`the site has ended: ${server.written.stderr}`)
    return (await server.readiness()) === 200
  })
  return server
}
