import { mailed } from '#e2e/system/arrive.ts'
import { openLink } from '#e2e/system/form.ts'
import { startTestEnvironment } from '#e2e/system/test-environment.ts'

export type OpenedSite = Awaited<ReturnType<typeof openedSite>>

/**
 * A production server for which a customer has opened a reset link.
 * @param own what differs from the demo's environment
 */
export async function openedSite(own: Record<string, string> = {}) {
  const world = await startTestEnvironment('sessionm', {
    env: () => ({ LOG_LEVEL: 'silent', ...own }),
  })
  const { link } = await mailed(world)
  const { cookie } = await openLink(world.siteUrl, link)
  return {
    url: world.siteUrl,
    pid: world.server.pid,
    /** The link that the customer has opened. It can be opened again. */
    link,
    /** What the customer's browser holds since. */
    cookie,
    end: () => world.end(),
  }
}
