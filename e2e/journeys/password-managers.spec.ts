import type { Locator } from '@playwright/test'
import { expect, test } from './journey.ts'

const attributesOf = (field: Locator) =>
  field.evaluate((input) =>
    Object.fromEntries([...input.attributes].map(({ name, value }) => [name, value])),
  )

test('fields tell browsers what to fill in, generate or leave alone (AC-01, AC-02, AC-04, PW-10, PW-11, A-07, A11Y-1.3.5)', {
  tag: '@once',
}, async ({ page, customer, steps }) => {
  await page.goto('/forgot-password')
  const address = await attributesOf(page.getByLabel('Email address'))
  expect(address).toMatchObject({
    ...{ type: 'text', inputmode: 'email', autocomplete: 'username' },
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

test('a password is saved under the right account (AC-03)', async ({
  page,
  customer,
  mailsLink,
  steps,
}) => {
  const link = await steps.receiveLink(customer)
  const advice: string[] = []
  const devtools = await page.context().newCDPSession(page)
  devtools.on('Log.entryAdded', ({ entry }) => advice.push(entry.text))
  await devtools.send('Log.enable')
  await page.goto(link)
  const account = page.locator('form input[autocomplete=username]')
  const lacksAccount = () => advice.filter((text) => /should have .*username fields/.test(text))
  // A vendor's own link contains no address, so the browser has no username.
  if (mailsLink) {
    await expect(account).toHaveCount(0)
    await expect.poll(lacksAccount).toHaveLength(1)
    return
  }
  await expect(account).toHaveValue(customer.email)
  expect(await attributesOf(account)).toMatchObject({ readonly: '', tabindex: '-1' })
  // After a reload, all complaints about the first page have arrived.
  await page.reload()
  expect(lacksAccount()).toEqual([])
})
