import { expect, test } from './journey.ts'
import { freshAddress } from './sandbox.ts'

test('a client with too many requests sees how long to wait (FR-05)', { tag: '@once' }, async ({
  page,
  steps,
  complaints,
  runsScript,
}) => {
  const email = freshAddress()
  for (let times = 0; times < 10; times++) await steps.askForLink(email)
  complaints.areExpected()
  await page.goto('/forgot-password')
  await page.getByLabel('Email address').fill(email)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Send me a link' }).click(),
  ])
  await expect(page.getByText('Try again in 10 minutes')).toBeVisible()
  if (runsScript) await expect(page.getByLabel('Email address')).toHaveValue(email)
  expect(answer.status()).toBe(429)
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0)
})
