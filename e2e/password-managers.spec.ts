import type { Locator } from '@playwright/test'
import { expect, test } from './journey.ts'

const attributesOf = (field: Locator) =>
  field.evaluate((input) =>
    Object.fromEntries([...input.attributes].map(({ name, value }) => [name, value])),
  )

test('browsers are told what to fill in, what to make up, and what to leave alone (AC-01, AC-02, AC-04, PW-10, PW-11, A-07)', async ({
  page,
  customer,
  steps,
}) => {
  await page.goto('/forgot-password')
  const address = await attributesOf(page.getByLabel('Email address'))
  expect(address).toMatchObject({
    ...{ type: 'email', inputmode: 'email', autocomplete: 'username' },
    ...{ autocapitalize: 'none', spellcheck: 'false', name: 'email' },
  })

  await page.goto(await steps.receiveLink(customer))
  const password = await attributesOf(page.getByLabel('New password', { exact: true }))
  expect(password).toMatchObject({
    ...{ type: 'password', autocomplete: 'new-password', name: 'password' },
    ...{ autocapitalize: 'none', spellcheck: 'false' },
    passwordrules: 'minlength: 12; maxlength: 1024; allowed: ascii-printable;',
  })
  for (const blocking of ['maxlength', 'minlength', 'pattern', 'onpaste', 'readonly'])
    expect(password).not.toHaveProperty(blocking)
})

test('a password is kept under the right account (AC-03)', async ({
  page,
  customer,
  upstream,
  steps,
}) => {
  await page.goto(await steps.receiveLink(customer))
  const account = page.locator('form input[autocomplete=username]')
  // Betterez' link tells nobody whose it is.
  await expect(account).toHaveCount(upstream === 'betterez' ? 0 : 1)
  if (upstream === 'betterez') return
  await expect(account).toHaveValue(customer.email)
  expect(await attributesOf(account)).toMatchObject({ readonly: '', tabindex: '-1' })
})
