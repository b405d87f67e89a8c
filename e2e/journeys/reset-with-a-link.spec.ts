import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { SANDBOX_URL } from './places.ts'
import { linkIn, mailTo } from './sandbox.ts'

test('a customer whose login fails gets back in, is asked for nothing twice, and told by mail (A-02, ML-06, A11Y-3.3.7)', async ({
  page,
  customer,
  steps,
  baseURL,
  mailsLink,
}) => {
  expect(await steps.signIn(customer, 'what was it again')).toBe(false)
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByLabel('Email address')).toHaveValue(customer.email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await steps.expectHeading('Check your email')
  await expect(page.getByText(/^The link works once, for \d+ (minutes|hours?)\.$/)).toBeVisible()

  await page.goto(linkIn(await mailTo(customer.email)))
  await expect(page).toHaveURL('/change-password')
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  if (!mailsLink) await expect(page.getByRole('main')).toContainText(customer.email)

  const notice = await mailTo(customer.email, 2)
  expect(notice.subject).toContain('was changed')
  expect(notice.to).toBe(customer.email)
  const links = notice.text.match(/https?:\/\/\S+/g) ?? []
  expect(links[0]).toContain(`${baseURL}/actions?action=notMe&token=eyJ`)
  expect(links.slice(1)).toEqual([SANDBOX_URL])
  expect(await steps.signIn(customer, customer.password)).toBe(false)
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})

test('a click on the link in the inbox leads to a page that works', async ({
  page,
  customer,
  steps,
  mailsLink,
  runsScript,
}) => {
  await steps.askForLink(customer.email)
  await mailTo(customer.email)
  await page.goto(`${SANDBOX_URL}/inbox?to=${customer.email}`)
  await page.getByRole('link', { name: 'password' }).first().click()
  const mail = page.frameLocator('iframe').getByRole('link').first()
  // The links of our mails open a new window.
  const opens = mailsLink ? page.waitForURL('**/change-password') : null
  const popup = opens ? null : page.waitForEvent('popup')
  await mail.click()
  const opened = popup ? await popup : page
  await opens
  const password = opened.getByLabel('New password', { exact: true })
  await expect(password).toBeVisible()
  // Playwright disables JavaScript in a new window only after its first page is parsed.
  if (!runsScript) await opened.reload()
  await password.fill(GOOD_PASSWORD)
  if (!runsScript) await opened.getByLabel('Repeat the new password').fill(GOOD_PASSWORD)
  await opened.getByRole('button', { name: 'Change password' }).click()
  await expect(opened.getByRole('heading', { name: 'Your password is changed' })).toBeVisible()
})

test('an open inbox shows a new mail by itself', { tag: ['@script', '@once'] }, async ({
  context,
  customer,
  steps,
}) => {
  const inbox = await context.newPage()
  await inbox.goto(`${SANDBOX_URL}/inbox?to=${customer.email}`)
  await expect(inbox.getByText('No mail yet')).toBeVisible()
  await steps.askForLink(customer.email)
  await expect(inbox.getByRole('link', { name: 'Choose a new password' })).toBeVisible()
  await expect(inbox.getByText('1 mail, newest first')).toBeVisible()
})
