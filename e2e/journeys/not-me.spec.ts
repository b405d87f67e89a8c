import { messagesFor } from '#messages/messages.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { linkIn, mailTo } from './sandbox.ts'

test('a customer who did not change the password says so, and gets a new link (ML-11)', async ({
  page,
  customer,
  steps,
  mailsLink,
}) => {
  await page.goto(await steps.receiveLink(customer))
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  const notice = await mailTo(customer.email, 2)
  expect(notice.text).toMatch(/Chrome/)

  const { notMe, sent } = messagesFor('en')
  const link = linkIn(notice)
  expect(decodeURIComponent(link)).not.toContain(customer.email)
  await page.goto(link)
  await expect(page).toHaveURL('/not-me')
  await steps.expectHeading(notMe.title)
  await expect(page.getByText(customer.email)).toBeVisible()
  // A scanner that follows the link sends nothing.
  await page.goto(link)
  await page.getByRole('button', { name: notMe.submit }).click()
  await steps.expectHeading(sent.title)
  await expect(page).toHaveURL('/not-me/sent')
  await expect(page.getByText(notMe.mailbox.lead)).toBeVisible()

  const again = await mailTo(customer.email, 3)
  expect(again.subject).toContain(mailsLink ? 'Reset your password' : 'Choose a new password')
  await page.goto(linkIn(again))
  await steps.choose(`${GOOD_PASSWORD} again`)
  await steps.expectHeading('Your password is changed')
})

test('the page without a link of a notice leads to a new one', async ({ page, steps }) => {
  const { invalidLink, forgotPassword } = messagesFor('en')
  await page.goto('/not-me')
  await steps.expectHeading(invalidLink.closed.title)
  await page.getByRole('link', { name: invalidLink.submit }).click()
  await steps.expectHeading(forgotPassword.title)
})
