import type { UpstreamName } from '#lib/upstream/upstream.ts'
import { startSandbox } from './sandbox.ts'
import { newSiteUrl, startServer } from './site.ts'
import { openStore } from './store.ts'

export type World = Awaited<ReturnType<typeof startWorld>>

/** A site with an embedded store, and a sandbox of its own. @param more of the environment */
export async function startWorld(upstream: UpstreamName, more: Record<string, string> = {}) {
  const siteUrl = await newSiteUrl()
  const [store, sandbox] = await Promise.all([openStore('embedded'), startSandbox(siteUrl)])
  const env = { ...more, ...store.env }
  const server = await startServer({ upstream, siteUrl, sandboxUrl: sandbox.url, store: env })
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
