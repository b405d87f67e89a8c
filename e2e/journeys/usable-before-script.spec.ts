import type { Route } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { linkIn, mailTo } from './sandbox.ts'

const SCRIPTS = '**/*.js'

const WAYS: Record<string, (route: Route) => unknown> = {
  'is still on its way': () => {},
  'is kept out': (route) => route.abort(),
}

for (const [way, handle] of Object.entries(WAYS)) {
  test(`a customer gets back in while script ${way}`, { tag: '@script' }, async ({
    page,
    customer,
    steps,
    complaints,
  }) => {
    complaints.areExpected()
    const wanted: string[] = []
    await page.route(SCRIPTS, (route) => {
      wanted.push(route.request().url())
      return handle(route)
    })

    await page.goto('/forgot-password', { waitUntil: 'domcontentloaded' })
    await page.getByLabel('Email address').fill(customer.email)
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await steps.expectHeading('Check your email')

    const link = linkIn(await mailTo(customer.email))
    await page.goto(link, { waitUntil: 'domcontentloaded' })
    await page.getByLabel('New password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'at least 12' })).toBeVisible()
    await page.getByLabel('New password', { exact: true }).fill(GOOD_PASSWORD)
    await page.getByRole('button', { name: 'Change password' }).click()
    await steps.expectHeading('Your password is changed')
    expect(wanted.length).toBeGreaterThan(5)

    await page.unroute(SCRIPTS)
    expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
  })
}
