import { demoEnvironment } from '#scripts/demo-environment.ts'
import type { UpstreamName } from '#upstreams/registry.ts'
import { freePort, startProgram, until } from './program.ts'

/** What a site is, whichever process serves it. */
export type Setting = {
  readonly upstream: UpstreamName
  readonly siteUrl: string
  readonly sandboxUrl: string
  /** `DATA_DIR` or `DATABASE_URL`. */
  readonly store: Record<string, string>
  /** What differs from the demo's environment. */
  readonly env?: Record<string, string>
  /** What starts a server; Node itself unless another is said. */
  readonly command?: readonly [string, ...string[]]
}

export type Server = Awaited<ReturnType<typeof startServer>>

/** Where a site is going to be. */
export const newSiteUrl = async () => `http://localhost:${await freePort()}`

/** Runs a production server, at the site's own port or, for a replica, at another one. */
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
    /** The status of `/readyz`; null while nobody answers. */
    readiness: () =>
      fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => null,
      ),
  }
}

/** Runs a production server and waits until it is ready. */
export async function startServer(setting: Setting, url?: string) {
  const server = launchServer(setting, url)
  await until('the site is ready', async () => {
    if (server.hasEnded()) throw new Error(`the site has ended: ${server.written.stderr}`)
    return (await server.readiness()) === 200
  })
  return server
}
