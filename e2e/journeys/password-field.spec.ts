import type { Page } from '@playwright/test'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

/** Makes a text of this length without repetitions. */
const longText = (length: number) =>
  Array.from({ length }, (_, nth) =>
    String.fromCharCode(97 + ((nth * nth * 7 + nth * 3) % 26)),
  ).join('')

const field = (page: Page) => page.getByLabel('New password', { exact: true })

/** Copies a text and pastes it into every password field. */
async function paste(page: Page, text: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  for (const input of await page.locator('input[type=password]:visible').all()) {
    await input.clear()
    await input.focus()
    await page.keyboard.press('ControlOrMeta+V')
    expect((await input.inputValue()).length).toBe(text.length)
  }
}

test('a long password is pasted whole; one too long is refused with words and not cut (PW-02, PW-03, PW-10, A-01, A11Y-3.3.8)', async ({
  page,
  customer,
  steps,
}) => {
  await page.goto(await steps.receiveLink(customer))
  await paste(page, longText(2000))
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'at most 1024 characters' })).toBeVisible()

  await paste(page, longText(200))
  await page.getByRole('button', { name: 'Change password' }).click()
  await steps.expectHeading('Your password is changed')
  expect(await steps.signIn(customer, longText(199))).toBe(false)
  expect(await steps.signIn(customer, longText(200))).toBe(true)
})

test('a password with any characters is set as it was typed (PW-04, PW-05)', async ({
  page,
  customer,
  steps,
}) => {
  const password = '  Cafe\u0301 na\u00efve \u{1f511} \ufeff<&>"% '
  await page.goto(await steps.receiveLink(customer))
  await steps.choose(password)
  await steps.expectHeading('Your password is changed')
  for (const other of [password.trim(), password.normalize('NFC'), password.normalize('NFD')])
    expect(await steps.signIn(customer, other)).toBe(false)
  expect(await steps.signIn(customer, password)).toBe(true)
})

test('a refused password is in nothing that comes back (PW-14)', { tag: '@once' }, async ({
  page,
  context,
  customer,
  steps,
}) => {
  const refused = 'correct horse battery staple'
  await page.goto(await steps.receiveLink(customer))
  const answers: string[] = []
  await page.route('/change-password', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const response = await route.fetch()
    answers.push((await response.text()) + JSON.stringify(response.headers()))
    await route.fulfill({ response })
  })
  await steps.choose(refused)
  await expect(page.getByRole('alert').filter({ hasText: 'data leak' })).toBeVisible()
  expect(answers).toHaveLength(1)
  const places = [
    ...answers,
    await page.content(),
    JSON.stringify(await context.cookies()),
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    page.url(),
  ]
  for (const place of places) expect(place).not.toMatch(/battery.{1,3}staple/)
})

test('a shown password is hidden again as it is sent (PW-11, A-08, A11Y-4.1.2)', {
  tag: '@script',
}, async ({ page, customer, steps }) => {
  await page.goto(await steps.receiveLink(customer))
  await field(page).fill('short')
  await page.getByRole('button', { name: 'Show password' }).click()
  await expect(field(page)).toHaveAttribute('type', 'text')
  await expect(page.getByRole('button', { name: 'Hide password' })).toBeVisible()
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(field(page)).toHaveAttribute('type', 'password')
  await expect(field(page)).toHaveValue('short')

  await page.getByRole('button', { name: 'Show password' }).click()
  await field(page).fill(GOOD_PASSWORD)
  await page.route('/change-password', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await expect(field(page)).toHaveAttribute('type', 'password')
    await route.continue()
  })
  await page.getByRole('button', { name: 'Change password' }).click()
  await steps.expectHeading('Your password is changed')
})

test('one field asks for the password where it can be shown, two where it cannot (PW-12)', {
  tag: '@once',
}, async ({ page, customer, steps, runsScript }) => {
  await page.goto(await steps.receiveLink(customer))
  await expect(field(page)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show password' })).toHaveCount(runsScript ? 1 : 0)
  await expect(page.getByLabel('Repeat the new password')).toHaveCount(runsScript ? 0 : 1)
})
