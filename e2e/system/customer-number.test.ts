import { afterAll, expect, test } from 'vitest'
import { messagesFor } from '#messages/messages.ts'
import { linkIn } from '#sandbox/remote.ts'
import { numberOf } from '#upstreams/betterez/sandbox/customer-number.ts'
import { askForLink, isAccepted, openLink } from './form.ts'
import { startTestEnvironment } from './test-environment.ts'

const environment = await startTestEnvironment('betterez', {
  env: () => ({ BETTEREZ_ACCEPTS_CUSTOMER_NUMBER: 'true' }),
})
afterAll(() => environment.end())

test('a customer number gets a link to the address of the account, and the answer of any other', async () => {
  const { siteUrl, sandbox } = environment
  const { customerNumber } = messagesFor('en')
  const page = await (await fetch(`${siteUrl}/forgot-password`)).text()
  expect(page).toContain(customerNumber.label)
  expect(page).toMatch(/<input[^>]*inputMode="text"/i)
  const { id, email } = await sandbox.register('betterez')
  const asked = await askForLink(siteUrl, siteUrl, numberOf(id).replaceAll('-', ' '))
  expect(isAccepted(asked)).toBe(true)
  const { location } = await openLink(siteUrl, linkIn(await sandbox.mailTo(email)))
  expect(location).toBe('/change-password')
  const unknown = await askForLink(siteUrl, siteUrl, '000-000-000')
  expect({ ...unknown, body: '' }).toEqual({ ...asked, body: '' })
  const neither = await askForLink(siteUrl, siteUrl, '12345')
  expect(neither.body).toContain(customerNumber.errors['no-at'])
})
