import type { Page } from '@playwright/test'
import { messagesFor } from '#messages/messages.ts'
import { expect, GOOD_PASSWORD, test } from './journey.ts'

const { frame, forgotPassword, sent, changePassword, done, invalidLink } = messagesFor('en')

/** Expects these lines in the accessibility tree of a part of the page, in this order. */
const expectTree = (page: Page, part: 'banner' | 'main' | 'contentinfo', lines: string[]) =>
  expect(page.getByRole(part)).toMatchAriaSnapshot(
    `- ${part}:\n${lines.map((it) => `  - ${it}`).join('\n')}`,
  )

const title = (name: string) => `heading "${name}" [level=1]`

test('a screen reader reads each page of a journey in its order, with names, values and errors (A-08)', {
  tag: '@once',
}, async ({ page, customer, steps, runsScript }) => {
  await page.goto('/forgot-password')
  const address = page.getByLabel(forgotPassword.email)
  await expectTree(page, 'banner', ['text: Marlow Rewards'])
  await expectTree(page, 'main', [
    title(forgotPassword.title),
    `textbox "${forgotPassword.email}"`,
    `button "${forgotPassword.submit}"`,
    `paragraph:\n    - text: ${forgotPassword.remembered}\n    - link "${done.signIn}"`,
  ])
  await expectTree(page, 'contentinfo', [`link "${frame.support}"`, `link "${frame.back}"`])
  await address.fill('ada@example')
  await page.getByRole('button', { name: forgotPassword.submit }).click()
  await expectTree(page, 'main', [
    title(forgotPassword.title),
    `textbox "${forgotPassword.email}" [invalid]${runsScript ? ': ada@example' : ''}`,
    `alert: ${forgotPassword.errors.domain}`,
  ])
  await expect(address).toHaveAccessibleDescription(forgotPassword.errors.domain)

  const link = await steps.receiveLink(customer)
  await expectTree(page, 'main', [title(sent.title), `group: ${sent.nothing}`])
  await expect(page.getByRole('main')).toContainText(customer.email)

  await page.goto(link)
  const show = (name: string) => (runsScript ? [`button "${name}"`] : [])
  await expectTree(page, 'main', [
    title(changePassword.title),
    `textbox "${changePassword.account}": ${customer.email}`,
    `textbox "${changePassword.password}"`,
    ...show(changePassword.show),
    `button "${changePassword.submit}"`,
  ])
  await steps.choose('short')
  await expectTree(page, 'main', [
    `textbox "${changePassword.password}" [invalid]`,
    ...show(changePassword.show),
    'alert: /at least 12/',
  ])
  const field = page.getByLabel(changePassword.password, { exact: true })
  await expect(field).toHaveAccessibleDescription(/at least 12/)
  if (runsScript) {
    await page.getByRole('button', { name: changePassword.show }).click()
    await expectTree(page, 'main', [
      `textbox "${changePassword.password}": short`,
      ...show(changePassword.hide),
    ])
    await field.evaluate((it) =>
      it.dispatchEvent(
        new KeyboardEvent('keyup', { key: 'A', bubbles: true, modifierCapsLock: true }),
      ),
    )
    await expectTree(page, 'main', [`status: ${changePassword.capsLock}`])
    await field.fill(GOOD_PASSWORD)
    await expectTree(page, 'main', ['status: "At least 12 characters: done"'])
  }
  await steps.choose(GOOD_PASSWORD)
  await expectTree(page, 'main', [title(done.title), `link "${done.signIn}"`])

  await page.goto(link)
  await expectTree(page, 'main', [
    title(invalidLink.used.title),
    `link "${done.signIn}"`,
    `paragraph: ${forgotPassword.email} ${customer.email}`,
    `link "${invalidLink.another}"`,
    `button "${invalidLink.submit}"`,
  ])
})
