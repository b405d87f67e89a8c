import type { UpstreamName } from '#upstreams/registry.ts'
import { startSandbox } from './sandbox.ts'
import { newSiteUrl, type Setting, startServer } from './site.ts'
import { openStore, type STORES } from './store.ts'

/** A site with its sandbox and database. */
export type TestEnvironment = Awaited<ReturnType<typeof startTestEnvironment>>

type Env = Record<string, string>

type Own = Pick<Setting, 'command'> & {
  kind?: (typeof STORES)[number]
  /** Makes more variables, from the places of sandbox and store. */
  env?: (sandboxUrl: string, store: Env) => Env
  /** Variables of the sandbox. */
  sandboxEnv?: Env
}

/** Starts a site with its own sandbox and store, embedded by default. */
export async function startTestEnvironment(
  upstream: UpstreamName,
  { kind = 'embedded', env = () => ({}), sandboxEnv = {}, ...own }: Own = {},
) {
  const siteUrl = await newSiteUrl()
  const [store, sandbox] = await Promise.all([openStore(kind), startSandbox(siteUrl, sandboxEnv)])
  const endSurroundings = async () => {
    await sandbox.end()
    await store.remove()
  }
  const setting: Setting = {
    ...own,
    upstream,
    siteUrl,
    sandboxUrl: sandbox.url,
    store: store.env,
    env: env(sandbox.url, store.env),
  }
  const server = await startServer(setting).catch(async (error) => {
    await endSurroundings()
    throw error
  })
  return {
    upstream,
    siteUrl,
    host: new URL(siteUrl).host,
    store,
    sandbox,
    /** Settings of its servers. */
    setting,
    server,
    /** Ends the current server, the sandbox and the store. */
    async end(): Promise<void> {
      await this.server.end('SIGKILL')
      await endSurroundings()
    },
  }
}
