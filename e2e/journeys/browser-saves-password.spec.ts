import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { browserOptions } from '#e2e/browser.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

/** A page of Chromium with the log of its password manager. It has names and types of fields, no values. */
const INTERNALS = 'chrome://password-manager-internals'

/** Starts Chromium as customers have it: a profile of its own, and its password manager at work. */
async function openOwnBrowser(baseURL: string | undefined) {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'))
  const { executablePath, args } = browserOptions()
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : { channel: 'chromium' }),
    ...(baseURL && { baseURL }),
    args: [...args, '--password-store=basic'],
    // It turns the password manager off.
    ignoreDefaultArgs: ['--enable-automation'],
  })
  const close = async () => {
    await context.close()
    rmSync(profile, { recursive: true })
  }
  return { context, close }
}

/** Finds the username and the new password in the form that the browser read last. */
function lastForm(log: string) {
  const form = log.slice(log.lastIndexOf('Form parsing input'))
  const fieldOf = (kind: string) => {
    const [, id] = new RegExp(`${kind} element renderer id : +(\\d+)`).exec(form) ?? []
    return form.split('\n').find((line) => line.includes(`renderer_id=${id},`))
  }
  return { username: fieldOf('Username'), password: fieldOf('New password') }
}

const logOf = async (page: Page) => (await page.locator('body').textContent()) ?? ''

test("the browser's own password manager offers to save the new password under the address (AC-03)", {
  tag: ['@script', '@once'],
}, async ({ customer, steps, baseURL }) => {
  const link = await steps.receiveLink(customer)
  const { context, close } = await openOwnBrowser(baseURL)
  const internals = await context.newPage()
  await internals.goto(INTERNALS)
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('New password', { exact: true }).fill(GOOD_PASSWORD)
  await expect(page.locator('input[autocomplete=username]')).toHaveValue(customer.email)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('heading', { name: 'Your password is changed' })).toBeVisible()

  await expect.poll(() => logOf(internals)).toContain('Decision: ASK the user')
  const { username, password } = lastForm(await logOf(internals))
  expect(username).toMatch(/type=text, .*non-empty, autocomplete=username/)
  expect(password).toMatch(/^password: .*type=password, .*non-empty, autocomplete=new-password/)
  await close()
})
