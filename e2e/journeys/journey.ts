import { randomInt } from 'node:crypto'
import { test as base, expect, type Page } from '@playwright/test'
import { vendors } from '#sandbox/vendors.ts'
import type { UpstreamName } from '#upstreams/registry.ts'
import { SANDBOX_URL, siteUrlOf } from './places.ts'
import { type Customer, linkIn, mailTo, register } from './sandbox.ts'

/** Options of a project in the configuration. */
export type JourneyOptions = {
  upstream: UpstreamName
  /** True if JavaScript runs: the browser may lack it, or the operator may have forbidden it. */
  runsScript: boolean
}

/** Steps of a journey, as a customer takes them. */
type Steps = ReturnType<typeof steps>

type Fixtures = {
  customer: Customer
  /** True if the vendor mails its own link, which is not sealed and contains no address. */
  mailsLink: boolean
  steps: Steps
  /** Errors in the console. They fail the test, unless it expects them. */
  complaints: { areExpected: () => void }
}

/** A test with its own customer. An error in the console fails it. */
export const test = base.extend<JourneyOptions & Fixtures>({
  upstream: ['sessionm', { option: true }],
  runsScript: [true, { option: true }],
  mailsLink: async ({ upstream }, use) => use(vendors[upstream].traits.known === 'sent'),
  customer: async ({ upstream }, use) => use(await register(upstream)),
  context: async ({ context, upstream, baseURL }, use) => {
    const shops = siteUrlOf(upstream)
    // A shop links to one site of its upstream. Redirect to the tested one.
    if (baseURL !== shops)
      await context.route(`${shops}/**`, (route, request) => {
        const location = request.url().replace(shops, baseURL ?? '')
        return route.fulfill({ status: 302, headers: { location } })
      })
    await use(context)
  },
  extraHTTPHeaders: async ({ upstream: _ }, use) => use({ 'X-Forwarded-For': freshClient() }),
  complaints: [
    async ({ page, runsScript, javaScriptEnabled }, use) => {
      const complaints: string[] = []
      let isExpected = false
      page.on('pageerror', ({ message }) => {
        if (!LEFT_EARLY.test(message)) complaints.push(message)
      })
      page.on('console', (message) => {
        if (message.type() !== 'error') return
        // If scripts are forbidden, the browser reports each one.
        const isForbidden =
          javaScriptEnabled && !runsScript && / script|script /.test(message.text())
        if (!isForbidden) complaints.push(message.text())
      })
      await use({
        areExpected: () => {
          isExpected = true
        },
      })
      if (!isExpected) expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  steps: async ({ page, upstream, runsScript }, use) => use(steps(page, upstream, runsScript)),
})

/**
 * React's "Connection closed": a form was posted before the rest of its page had arrived. The customer
 * does not notice, because the next page follows.
 */
const LEFT_EARLY = /React error #412\b/

/** Makes a client address for one test, so that tests do not share rate limits. */
const freshClient = () =>
  `2001:db8:${[1, 2].map(() => randomInt(0x10000).toString(16)).join(':')}::1`

export { GOOD_PASSWORD } from './sandbox.ts'
export { expect }

function steps(page: Page, upstream: UpstreamName, script: boolean) {
  const shop = `${SANDBOX_URL}/shop/${upstream}`
  return {
    async signIn(customer: Customer, password: string): Promise<boolean> {
      await page.goto(shop)
      await page.getByLabel('Email').fill(customer.email)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      const outcome = page.locator('[data-signed-in], [role=alert]')
      await outcome.waitFor()
      return (await outcome.getAttribute('data-signed-in')) !== null
    },

    async askForLink(address: string): Promise<void> {
      await page.goto('/forgot-password')
      await page.getByLabel('Email address').fill(address)
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
    },

    async receiveLink(customer: Customer): Promise<string> {
      await this.askForLink(customer.email)
      return linkIn(await mailTo(customer.email))
    },

    async choose(password: string): Promise<void> {
      await page.getByLabel('New password', { exact: true }).fill(password)
      if (!script) await page.getByLabel('Repeat the new password').fill(password)
      await page.getByRole('button', { name: 'Change password' }).click()
    },

    expectHeading: (name: string) =>
      expect(page.getByRole('heading', { level: 1, name })).toBeVisible(),
  }
}
