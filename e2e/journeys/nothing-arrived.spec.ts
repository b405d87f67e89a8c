import type { Page } from '@playwright/test'
import { cookieOf } from '#e2e/system/sealed.ts'
import { sentFlow } from '#server/http/sent-flow.ts'
import { expect, test } from './journey.ts'
import { freshAddress, mailTo, sandbox } from './sandbox.ts'

/** Runs for one upstream: the page is the same for all. */
const ONCE = { tag: '@once' }

const resend = (page: Page) => page.getByRole('button', { name: 'Send another link' }).click()

test(
  'the page after the form names the address and the sender, and lets the address be corrected',
  ONCE,
  async ({ page, steps }) => {
    const typo = freshAddress().replace('@example.com', '@gmial.com')
    await steps.askForLink(typo)
    expect(page.url()).not.toContain('@')
    await expect(page.getByText(typo)).toBeVisible()
    await expect(page.getByText('Open the newest email from Marlow Rewards.')).toBeVisible()
    await expect(page.getByText('Did you mean gmail.com?')).toBeVisible()
    await page.getByRole('link', { name: 'Not your address? Change it' }).click()
    await expect(page.getByLabel('Email address')).toHaveValue(typo)

    await page.goBack()
    const address = typo.replace('gmial', 'gmail')
    await page.getByRole('button', { name: address }).click()
    await expect(page.getByText(address, { exact: true })).toBeVisible()
    await expect(page.getByText('Did you mean')).toHaveCount(0)
    const mailbox = page.getByRole('link', { name: 'Open Gmail' })
    await expect(mailbox).toHaveAttribute('href', 'https://mail.google.com/')
    await expect(mailbox).toHaveAttribute('rel', 'noreferrer')
  },
)

test(
  'another link is sent in place after a minute, and an earlier press is told to wait',
  ONCE,
  async ({ page, customer, upstream, steps }) => {
    await steps.askForLink(customer.email)
    await mailTo(customer.email)
    await resend(page)
    await expect(
      page.getByRole('alert').filter({ hasText: /You can send another link in \d+ seconds/ }),
    ).toBeAttached()
    expect(await sandbox.mailsTo(customer.email)).toHaveLength(1)

    const aMinuteAgo = sentFlow(customer.email, new Date(Date.now() - 61_000), false)
    const cookie = `${await cookieOf(upstream, aMinuteAgo)}; Path=/; Secure; HttpOnly`
    await page.route(
      '/forgot-password/sent',
      async (route) => {
        const response = await route.fetch()
        await route.fulfill({ response, headers: { ...response.headers(), 'set-cookie': cookie } })
      },
      { times: 1 },
    )
    await page.reload()
    await resend(page)
    await expect(page.getByText('We have received your request again')).toBeVisible()
    await mailTo(customer.email, 2)
  },
)
