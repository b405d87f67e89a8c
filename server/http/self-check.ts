import { setTimeout as sleep } from 'node:timers/promises'
import type { Services } from '#lib/reset/services.ts'
import type { Locale } from '#messages/locales.ts'
import { isDevelopment } from '#server/config/config.ts'
import { hiddenFields } from './hidden-fields.ts'
import { warmPageCache } from './page-cache.ts'
import { fetchSelf, SELF_CHECK_HEADER } from './request-source.ts'

const PAUSE_MS = 1000

/** Failures before the log says so. The first ones may come from a busy machine. */
const QUIET_FAILURES = 3

const shared = globalThis as typeof globalThis & { passwordResetServes?: boolean }

/** Checks whether the self-check has passed. */
export const servesCustomers = (): boolean => isDevelopment || shared.passwordResetServes === true

/** Fills the page cache in one language, then checks the site's own answers until they are right. */
export async function checkUntilServing(services: Services, locale: Locale): Promise<void> {
  for (let failures = 0; !servesCustomers(); ) {
    try {
      await warmPageCache(services, locale)
      await checkAnswers(services.siteUrl)
      shared.passwordResetServes = true
    } catch {
      failures += 1
      if (failures === QUIET_FAILURES) services.log.error('server_error', { outcome: 'self-check' })
      await sleep(PAUSE_MS, undefined, { ref: false })
    }
  }
}

/**
 * Sends a customer's requests through every layer: a cached page, a page for one visitor, and its form
 * without an address. That form renders the page again, and has no other effect.
 * @throws when an answer is not the one that a customer should get
 */
export async function checkAnswers(siteUrl: string): Promise<void> {
  await pageAt('/forgot-password')
  const rendered = '/forgot-password?email='
  const fields = hiddenFields(await pageAt(rendered))
  if (fields.length === 0) throw new Error('the page has no form')
  const body = new FormData()
  for (const [name, value] of [...fields, ['email', ''] as const]) body.append(name, value)
  const headers = { accept: 'text/html', origin: siteUrl }
  const answer = await pageAt(rendered, { method: 'POST', body, headers })
  if (!answer.includes('aria-invalid="true"')) throw new Error('the form was not processed')
}

async function pageAt(path: string, init?: Parameters<typeof fetchSelf>[2]): Promise<string> {
  const answer = await fetchSelf(path, SELF_CHECK_HEADER, init)
  const html = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
  return html
}
