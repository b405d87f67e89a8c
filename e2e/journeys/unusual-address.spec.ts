import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { freshAddress, linkIn, mailTo, sandbox } from './sandbox.ts'

test('a customer whose address has a plus sign and an international domain gets back in', async ({
  page,
  upstream,
  steps,
}) => {
  const local = freshAddress('ada+shop').replace(/@.*/, '')
  const email = `${local}@xn--bcher-kva.example`
  const customer = await sandbox.register(upstream, 'normal', { email })
  expect(await steps.signIn(customer, 'what was it again')).toBe(false)
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByLabel('Email address')).toHaveValue(email)

  await steps.askForLink(`${local}@bücher.example`)
  await page.goto(linkIn(await mailTo(email)))
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
