import type { UpstreamName } from '#lib/upstream/upstream.ts'
import { startSandbox } from './sandbox.ts'
import { newSiteUrl, type Setting, startServer } from './site.ts'
import { openStore, type STORES } from './store.ts'

export type World = Awaited<ReturnType<typeof startWorld>>

type Own = Pick<Setting, 'command'> & {
  kind?: (typeof STORES)[number]
  /** More of the environment, given where the sandbox is. */
  env?: (sandboxUrl: string) => Record<string, string>
}

/** A site with a store and a sandbox of its own; the store is embedded unless another is said. */
export async function startWorld(
  upstream: UpstreamName,
  { kind = 'embedded', env: more, ...own }: Own = {},
) {
  const siteUrl = await newSiteUrl()
  const [store, sandbox] = await Promise.all([openStore(kind), startSandbox(siteUrl)])
  const env = { ...more?.(sandbox.url), ...store.env }
  const server = await startServer({
    ...own,
    upstream,
    siteUrl,
    sandboxUrl: sandbox.url,
    store: env,
  })
  return {
    upstream,
    siteUrl,
    host: new URL(siteUrl).host,
    store,
    sandbox,
    server,
    /** Whichever server it has by then. */
    async end(): Promise<void> {
      await this.server.end('SIGKILL')
      await sandbox.end()
      await store.remove()
    },
  }
}
