import { askForLink, openLink } from '#load/form.ts'
import { startSandbox } from '#load/sandbox.ts'
import { newSiteUrl, startServer } from '#load/site.ts'
import { openStore } from '#load/store.ts'
import { linkIn } from '#sandbox/remote.ts'

export type OpenedSite = Awaited<ReturnType<typeof openedSite>>

/**
 * A production server for which a customer has opened a reset link.
 * @param env what differs from the demo's environment
 */
export async function openedSite(env: Record<string, string> = {}) {
  const siteUrl = await newSiteUrl()
  const store = await openStore('embedded')
  const sandbox = await startSandbox(siteUrl)
  const setting = {
    upstream: 'sessionm',
    siteUrl,
    sandboxUrl: sandbox.url,
    store: store.env,
    env: { LOG_LEVEL: 'silent', ...env },
  } as const
  const server = await startServer(setting)

  const { email } = await sandbox.register('sessionm')
  await askForLink(siteUrl, siteUrl, email)
  const link = linkIn(await sandbox.mailTo(email, 1, 90_000))
  const { cookie } = await openLink(siteUrl, link)

  return {
    url: siteUrl,
    pid: server.pid,
    /** The link that the customer has opened. It can be opened again. */
    link,
    /** What the customer's browser holds since. */
    cookie,
    async end() {
      await Promise.all([server.end('SIGTERM'), sandbox.end()])
      await store.remove()
    },
  }
}
