import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { answeredAbout, callsAbout, changesOf, linkIn, mailTo, register } from './sandbox.ts'

test('a slow upstream keeps nobody waiting for an answer (FR-02, FR-13)', async ({
  page,
  upstream,
  steps,
}) => {
  const customer = await register(upstream, 'slow')
  const [answered] = await Promise.all([
    page
      .waitForResponse((response) => response.request().method() === 'POST')
      .then(() => answeredAbout(upstream, customer)),
    steps.askForLink(customer.email),
  ])
  expect(answered).toEqual([])
  await page.goto(linkIn(await mailTo(customer.email)))
  expect(await callsAbout(upstream, customer)).not.toEqual([])
  await steps.choose(GOOD_PASSWORD)
  await steps.expectHeading('Your password is changed')
})

test('a request is worked again when the upstream fails once', async ({ upstream, steps }) => {
  const customer = await register(upstream, 'flaky')
  await steps.receiveLink(customer)
})

test('a change without an answer is told as it is, and asked for once (OB-02)', async ({
  page,
  upstream,
  steps,
}) => {
  const customer = await register(upstream, 'times-out')
  await page.goto(await steps.receiveLink(customer))
  await steps.choose(GOOD_PASSWORD)
  await expect(page.getByRole('alert').filter({ hasText: 'may have been changed' })).toBeVisible()
  expect(await changesOf(upstream, customer)).toBe(1)
  expect(await steps.signIn(customer, GOOD_PASSWORD)).toBe(true)
})
