import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complaints, configWith, environments } from '#server/config/config-fixture.ts'
import {
  escaped,
  link,
  noAccount,
  notice,
  notMe,
  resetLink,
  SUPPORT_URL,
  targetsOf,
  times,
  visible,
} from './email-fixture.ts'
import { renderEmail } from './render-email.ts'

const SITE = 'https://account.example.com'

describe('any mail', () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    `"'><a href='https://evil.example/?`,
    '& {life} $&',
    '--><!-- <style>',
  ]

  async function expectHarmless(BRAND_NAME: string) {
    const config = configWith({ BRAND_NAME })
    const { name } = config.brand
    for (const [mail, target] of [
      [resetLink, link],
      [notice, notMe],
      [noAccount, `${SITE}/forgot-password`],
    ] as const) {
      const { subject, html, text } = await renderEmail(config, mail)
      expect(subject).toContain(name)
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      expect(text.split('\n')).toContain(target)
      expect(targetsOf(html)).toEqual([target])
      expect(html.match(/<(a|h1|title|body)\b/g)).toHaveLength(4)
      const body = html.slice(html.indexOf('<body'))
      expect(body).not.toMatch(/<(img|style|script|iframe|form|input|base|link|object)\b/i)
      expect(visible(html)).toContain(name.replace(/\s+/g, ' '))
    }
  }

  test.each(names)('of a brand with the hostile name %s stays text (ML-02)', expectHarmless)

  test('of a brand with any name that may be set up stays text, and keeps its link (ML-04)', async () => {
    const piece = fc.oneof(fc.constantFrom(...names, '<', '>', '"', "'", '&lt;', '='), fc.string())
    const name = fc
      .array(piece, { minLength: 1, maxLength: 4 })
      .map((pieces) => pieces.join(''))
      .filter((text) => complaints({ ...environments.sessionm, BRAND_NAME: text }).length === 0)
      .filter((text) => text.trim() !== '')
    await fc.assert(fc.asyncProperty(name, expectHarmless), { numRuns: 50 })
  }, 60_000)

  describe.each([resetLink, notice, noAccount])('$kind', (mail) => {
    const config = configWith({ SUPPORT_URL, BRAND_COLOR: '#facc15' })
    const rendered = renderEmail(config, mail)

    test('fetches nothing, and leads to the site and to help only (ML-04)', async () => {
      const { html } = await rendered
      expect(targetsOf(html)).toEqual([
        expect.stringMatching(/^https:\/\/account\.example\.com\//),
        SUPPORT_URL,
      ])
      expect(html).not.toMatch(/<(img|link|script|iframe|video|object)\b/i)
      expect(html).not.toMatch(/\b(src|srcset|background|poster|ping)=|url\(|@import|@font-face/i)
      const urls = html.match(/https?:\/\/[^\s"'<]+/g) ?? []
      const known = [SITE, escaped(SUPPORT_URL), 'http://www.w3.org/']
      expect(urls.filter((url) => !known.some((start) => url.startsWith(start)))).toEqual([])
    })

    test('contains no password, client or place (ML-05)', async () => {
      const { subject, html, text } = await rendered
      for (const part of [subject, visible(html), text])
        expect(part).not.toMatch(/\d{1,3}(\.\d{1,3}){3}|location|your password is\b|\{\w+\}/i)
      const words = visible(html).replace(link, '').replace(notMe, '')
      expect(times(`${subject}${words}`, 'eyJ')).toBe(0)
    })

    test('has a subject of one line', async () => {
      expect((await rendered).subject).not.toMatch(/[\r\n]/)
    })

    test('says its language and its subject, and its tables are none to a screen reader (ML-10)', async () => {
      const { html } = await rendered
      expect(html).toMatch(/<html[^>]*\slang="en"/)
      expect(html).toMatch(/<title>[^<]+<\/title>/)
      expect(html.match(/<h1\b/g)).toHaveLength(1)
      const tables = html.match(/<table[^>]*>/g)
      expect(tables?.filter((table) => !table.includes('role="presentation"'))).toEqual([])
    })

    test('has a button in the color of the brand with a readable color on it, or an outline', async () => {
      const { html } = await rendered
      const [, style = ''] =
        new RegExp(`<a[^>]*href="${SITE}/[^>]*style="([^"]*)"`).exec(html) ?? []
      expect(style.includes('background-color:#facc15')).toBe(mail.kind !== 'password-changed')
      expect(style).toMatch(/[^-]color:(#000000|#1a1918)/)
      expect(style).toContain('border:1px solid #')
    })
  })
})
