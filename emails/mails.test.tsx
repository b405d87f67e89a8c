import { render } from '@react-email/components'
import { describe, expect, test } from 'vitest'
import { messagesFor } from '#lib/i18n/messages.ts'
import { PasswordChanged } from './password-changed.tsx'
import { ResetLink } from './reset-link.tsx'

const brand = { name: 'Marlow Rewards', color: '#facc15', ink: '#0c0a09' }
const words = messagesFor('en').mail
const site = 'https://account.example.com'

const mails = {
  'reset-link': (
    <ResetLink
      brand={brand}
      locale="fr"
      words={words.resetLink}
      link={`${site}/actions?token=t`}
      life="1 hour"
    />
  ),
  'password-changed': (
    <PasswordChanged
      brand={brand}
      locale="fr"
      words={words.passwordChanged}
      resetUrl={`${site}/forgot-password`}
      supportUrl={`${site}/help`}
    />
  ),
}

describe.each(Object.entries(mails))('the mail %s', (_, mail) => {
  test('fetches nothing from afar', async () => {
    const html = await render(mail)
    expect(html).not.toMatch(/<(img|link|script|iframe|video|object)\b/i)
    expect(html).not.toMatch(/url\(|@import|@font-face|\bsrc=|background=/i)
  })

  test('says which language it is in, and what it is about', async () => {
    const html = await render(mail)
    expect(html).toMatch(/<html[^>]* lang="fr"/)
    expect(html).toMatch(/<title>[^<]+<\/title>/)
    expect(html.match(/<h1\b/g)).toHaveLength(1)
  })

  test('lays itself out with tables that are none to a screen reader', async () => {
    const html = await render(mail)
    const tables = html.match(/<table[^>]*>/g) ?? []
    for (const table of tables) expect(table).toContain('role="presentation"')
  })

  test('leads where it is told, in the colours of the brand', async () => {
    const html = await render(mail)
    expect(html.match(/href="[^"]*"/g)).toHaveLength(1)
    expect(html).toMatch(new RegExp(`<a[^>]*href="${site}/[^>]*background-color:#facc15`))
    expect(html).toMatch(/<a[^>]*[^-]color:#0c0a09/)
  })

  test('leaves no name of a value unfilled', async () => {
    expect(await render(mail)).not.toMatch(/\{(brand|life|support)\}/)
  })
})
