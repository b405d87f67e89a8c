import { render } from '@react-email/components'
import { describe, expect, test } from 'vitest'
import { fillAll } from '#messages/fill.ts'
import { messagesFor } from '#messages/messages.ts'
import { PasswordChanged } from './password-changed.tsx'
import { ResetLink } from './reset-link.tsx'

const brand = { name: 'Marlow Rewards', color: '#facc15', ink: '#000000' }
const words = messagesFor('en').mail
const values = {
  brand: brand.name,
  life: '1 hour',
  support: 'https://help.example.com',
  time: 'now',
}
const site = 'https://account.example.com'

const mails = {
  'reset-link': (
    <ResetLink
      brand={brand}
      locale="fr"
      words={fillAll(words.resetLink, values)}
      link={`${site}/actions?token=t`}
      hasTime
    />
  ),
  'password-changed': (
    <PasswordChanged
      brand={brand}
      locale="fr"
      words={fillAll(words.passwordChanged, values)}
      resetUrl={`${site}/forgot-password`}
      hasSupport
      hasTime
    />
  ),
}

describe.each(Object.entries(mails))('the mail %s', (_, mail) => {
  test('fetches nothing from afar (ML-04)', async () => {
    const html = await render(mail)
    expect(html).not.toMatch(/<(img|link|script|iframe|video|object)\b/i)
    expect(html).not.toMatch(/url\(|@import|@font-face|\bsrc=|background=/i)
  })

  test('says which language it is in, and what it is about (ML-10)', async () => {
    const html = await render(mail)
    expect(html).toMatch(/<html[^>]* lang="fr"/)
    expect(html).toMatch(/<title>[^<]+<\/title>/)
    expect(html.match(/<h1\b/g)).toHaveLength(1)
  })

  test('lays itself out with tables that are none to a screen reader (ML-10)', async () => {
    const html = await render(mail)
    const tables = html.match(/<table[^>]*>/g)
    expect(tables?.filter((table) => !table.includes('role="presentation"'))).toEqual([])
  })

  test('leads where it is told, in the colours of the brand', async () => {
    const html = await render(mail)
    expect(html.match(/href="[^"]*"/g)).toHaveLength(1)
    expect(html).toMatch(new RegExp(`<a[^>]*href="${site}/[^>]*background-color:#facc15`))
    expect(html).toMatch(/<a[^>]*[^-]color:#000000/)
  })

  test('leaves no name of a value unfilled', async () => {
    expect(await render(mail)).not.toMatch(/\{\w+\}/)
  })
})

test.each([true, false])(
  'the notice speaks of help where there is some: %s',
  async (hasSupport) => {
    const changed = fillAll(words.passwordChanged, values)
    const props = { brand, locale: 'en', words: changed, resetUrl: `${site}/forgot-password` }
    const html = await render(<PasswordChanged {...props} hasTime hasSupport={hasSupport} />)
    expect(html.includes(values.support)).toBe(hasSupport)
  },
)
