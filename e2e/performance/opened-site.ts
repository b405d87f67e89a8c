import { mailed } from '#e2e/system/arrive.ts'
import { openLink } from '#e2e/system/form.ts'
import { cookieOf } from '#e2e/system/sealed.ts'
import { startTestEnvironment } from '#e2e/system/test-environment.ts'

/** A running site with an opened link. */
export type OpenedSite = Awaited<ReturnType<typeof openedSite>>

/**
 * Starts a production server at which a customer has opened a reset link.
 * @param own variables that differ from the demo's environment
 */
export async function openedSite(own: Record<string, string> = {}) {
  const environment = await startTestEnvironment('sessionm', {
    env: () => ({ LOG_LEVEL: 'silent', ...own }),
  })
  const { link } = await mailed(environment)
  const { cookie } = await openLink(environment.siteUrl, link)
  return {
    url: environment.siteUrl,
    pid: environment.server.pid,
    /** Link of the customer. It can be opened again. */
    link,
    /** Cookies of the customer's browser, by the page that they open. */
    cookies: {
      '/change-password': cookie,
      '/change-password/done': await cookieOf('sessionm', {
        kind: 'done',
        attempt: 'one',
        email: 'ada@example.com',
      }),
    } as Record<string, string>,
    end: () => environment.end(),
  }
}
