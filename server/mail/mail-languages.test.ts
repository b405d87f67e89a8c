import { describe, expect, test } from 'vitest'
import { context, fakeServices, ticket } from '#lib/reset/fake-services.ts'
import type { Mail } from '#lib/reset/mail.ts'
import { mailResetLink } from '#lib/reset/mail-reset-link.ts'
import { notMeLink } from '#lib/reset/not-me.ts'
import { openLink } from '#lib/reset/open-link.ts'
import { directionOf, LOCALES, languageTag } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { configWith } from '#server/config/config-fixture.ts'
import { matchRoute } from '#server/http/routes.ts'
import { noAccount, notice, resetLink, SUPPORT_URL, targetsOf, visible } from './email-fixture.ts'
import { renderEmail } from './render-email.ts'

const services = fakeServices()
const config = configWith({
  BRAND_NAME: 'Verkehrsbetriebe der Landeshauptstadt und ihrer Umlandgemeinden',
  SUPPORT_URL,
  PRIVACY_URL: 'https://example.com/privacy',
  IMPRINT_URL: 'https://example.com/imprint',
  ACCESSIBILITY_URL: 'https://example.com/accessibility',
})

/** Makes every mail in a language, with links as long as they get. */
async function mailsIn(locale: string): Promise<Mail[]> {
  const issuedAt = services.now()
  const order = { id: locale, cause: locale, to: 'ada@example.com', locale, ticket, issuedAt }
  await mailResetLink(services, order)
  const link = services.links().at(-1)?.href ?? ''
  const notMe = await notMeLink(services, { email: `${'a'.repeat(60)}@example.com`, locale })
  return [
    { ...resetLink, locale, link },
    { ...resetLink, locale, link, code: 'lprvj4', minutes: 10 },
    { ...notice, locale, notMe },
    { ...noAccount, locale },
  ]
}

/** Finds what a link of a mail leads to: what it opens, or the page. */
async function openedBy(href: string) {
  const { pathname, search } = new URL(href)
  const route = matchRoute(pathname)
  return route?.kind === 'page' ? route.path : (await openLink(services, context, search)).kind
}

const octetsOf = (text: string) => text.split('\n').map((line) => Buffer.byteLength(line))

describe.each(LOCALES)('every mail in %s', async (locale) => {
  const mails = await mailsIn(locale)
  const rendered = await Promise.all(mails.map((mail) => renderEmail(config, mail)))

  test('has less than 30 kB, and no line over 998 octets', () => {
    for (const { html, text } of rendered) {
      expect(Buffer.byteLength(html)).toBeLessThan(30_000)
      expect(Math.max(...octetsOf(html), ...octetsOf(text))).toBeLessThanOrEqual(998)
    }
  })

  test('says the same in its HTML and in its text, which needs no link to copy (ML-02)', () => {
    const copy = messagesFor(locale).mail.resetLink.copy.replace(/\s/g, ' ')
    for (const { html, text } of rendered) {
      const targets = targetsOf(html)
      const words = text.split('\n').filter((line) => !targets.includes(line))
      const [before, after, ...others] = visible(html).split(`${copy} ${targets[0]}`)
      expect(others).toEqual([])
      expect(words.join(' ').replace(/\s+/g, ' ').trim()).toBe(
        `${before}${after?.trimStart()}`.trim(),
      )
      expect(targets.filter((target) => !text.split('\n').includes(target))).toEqual([])
      expect(`${visible(html)}${text}`).not.toMatch(/[{}]|undefined|\bnull\b/)
    }
  })

  test('has a link that opens, and the same on the button of Outlook', async () => {
    const opened = await Promise.all(rendered.map(({ html }) => openedBy(targetsOf(html)[0] ?? '')))
    expect(opened).toEqual(['open', 'open', 'not-me', '/forgot-password'])
    for (const { html } of rendered) {
      const [, href, label] =
        /<!--\[if mso\]><v:roundrect[^>]*\shref="([^"]*)".*?<center[^>]*>([^<]*)<\/center><\/v:roundrect><!\[endif\]-->/s.exec(
          html,
        ) ?? []
      const link = /<a\s[^>]*href="([^"]*)"[^>]*mso-hide:all[^>]*>(.*?)<\/a>/s.exec(html)
      expect([link?.[1], link?.[2]]).toEqual([href, label])
    }
  })

  test('has the language, its direction and, in Latin letters from left to right, its link (ML-10)', () => {
    for (const { html } of rendered) {
      const [head = ''] = /<html[^>]*>/.exec(html) ?? []
      expect(head).toContain(`lang="${languageTag(locale)}"`)
      expect(head).toContain(`dir="${directionOf(locale)}"`)
      expect(html).toMatch(/<span\s+dir="ltr"[^>]*>https:/)
    }
  })
})
