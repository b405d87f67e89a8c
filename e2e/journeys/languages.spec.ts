import { directionOf, LOCALES, languageTag } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'
import { linkIn, mailTo } from './sandbox.ts'

for (const locale of LOCALES.slice(1)) {
  test(`a customer gets back in, in the language ${locale} (A11Y-3.1.1)`, {
    tag: ['@once', '@script'],
  }, async ({ page, customer, runsScript }) => {
    const { forgotPassword, sent, changePassword, done, mail } = messagesFor(locale)
    const title = (name: string) => page.getByRole('heading', { level: 1, name })
    await page.goto(`/${locale}/forgot-password`)
    await expect(page.locator('html')).toHaveAttribute('lang', languageTag(locale))
    await expect(page.locator('html')).toHaveAttribute('dir', directionOf(locale))
    await page.getByLabel(forgotPassword.email).fill(customer.email)
    await page.getByRole('button', { name: forgotPassword.submit }).click()
    await expect(title(sent.title)).toBeVisible()
    await expect(page).toHaveURL(`/${locale}/forgot-password/sent`)

    const { text, html } = await mailTo(customer.email)
    expect(text).toContain(mail.resetLink.heading)
    expect(html).toContain(`dir="${directionOf(locale)}"`)
    await page.goto(linkIn({ text }))
    await expect(page).toHaveURL('/change-password')
    await expect(title(changePassword.title)).toBeVisible()
    const fields = page.locator('input[type=password]')
    for (const field of await fields.all()) await field.fill(GOOD_PASSWORD)
    expect(await fields.count()).toBe(runsScript ? 1 : 2)
    await page.getByRole('button', { name: changePassword.submit }).click()
    await expect(title(done.title)).toBeVisible()
    expect((await mailTo(customer.email, 2)).text).toContain(mail.passwordChanged.heading)
  })
}

test('a link opens in the language of its request, in a browser that prefers another one', async ({
  browser,
  page,
  customer,
  mailsLink,
  baseURL,
}) => {
  const { forgotPassword, changePassword } = messagesFor('fr')
  await page.goto('/fr/forgot-password')
  await page.getByLabel(forgotPassword.email).fill(customer.email)
  await page.getByRole('button', { name: forgotPassword.submit }).click()
  const mail = await mailTo(customer.email)
  const context = await browser.newContext({ locale: 'de-DE', ...(baseURL && { baseURL }) })
  const other = await context.newPage()
  await other.goto(linkIn(mail))
  // A vendor's own link contains no language.
  const { title } = mailsLink ? messagesFor('de').changePassword : changePassword
  await expect(other.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await context.close()
})

test('the menu changes the language, and keeps the link and the choice', { tag: '@once' }, async ({
  page,
  customer,
  steps,
}) => {
  await page.goto(await steps.receiveLink(customer))
  await page.locator('footer summary').click()
  await page.getByRole('link', { name: 'Español' }).click()
  await expect(page).toHaveURL('/es/change-password')
  const { changePassword, forgotPassword } = messagesFor('es')
  await expect(page.getByRole('heading', { level: 1, name: changePassword.title })).toBeVisible()
  await page.goto('/forgot-password')
  await expect(page.getByRole('heading', { level: 1, name: forgotPassword.title })).toBeVisible()
})

test('a browser that prefers Spanish stays in Spanish, with no language in the address', async ({
  browser,
  customer,
  baseURL,
  javaScriptEnabled,
}) => {
  const { forgotPassword, sent, changePassword, done } = messagesFor('es')
  const context = await browser.newContext({
    ...{ locale: 'es-MX', javaScriptEnabled },
    ...(baseURL && { baseURL }),
  })
  const page = await context.newPage()
  const title = (name: string) => page.getByRole('heading', { level: 1, name })
  await page.goto('/forgot-password')
  await page.getByLabel(forgotPassword.email).fill(customer.email)
  await page.getByRole('button', { name: forgotPassword.submit }).click()
  await expect(title(sent.title)).toBeVisible()
  await expect(page).toHaveURL('/forgot-password/sent')
  await page.goto(linkIn(await mailTo(customer.email)))
  for (const field of await page.locator('input[type=password]').all())
    await field.fill(GOOD_PASSWORD)
  await page.getByRole('button', { name: changePassword.submit }).click()
  await expect(title(done.title)).toBeVisible()
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['__Host-reset'])
  await context.close()
})
