import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complaints, configWith, environments } from '#lib/config-fixture.ts'
import { messagesFor } from '#lib/i18n/messages.ts'
import type { Mail } from './mail.ts'
import { writeLetter } from './write-letter.ts'

const link =
  'https://account.example.com/actions?action=resetPwd&customerId=7&token=eyJhbGciOiJkaXIifQ..aXY.dGV4dA.dGFn'
const resetLink: Mail = {
  kind: 'reset-link',
  to: 'ada@example.com',
  locale: 'en',
  occurredAt: new Date('2026-03-01T13:05:09.750Z'),
  link,
  minutes: 60,
}
const notice: Mail = {
  kind: 'password-changed',
  to: 'ada@example.com',
  locale: 'en',
  occurredAt: new Date('2026-03-01T23:59:59Z'),
}
const SITE = 'https://account.example.com'
const SUPPORT_URL = 'https://help.example.com/contact?topic=a&b=c'

const times = (text: string, part: string) => text.split(part).length - 1
const unescaped = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')

/** Where a click leads. */
const targetsOf = (html: string) =>
  [...html.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)].map(([, target = '']) => unescaped(target))

/** What a reader sees of a page, as one line. */
const visible = (html: string) =>
  unescaped(html.replace(/<!--.*?-->|<head\b.*?<\/head>/gs, '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

const escaped = (url: string) => url.replaceAll('&', '&amp;')

describe('the mail with the link', () => {
  test('has the link in its HTML as the target of the button, and as text to copy (ML-04)', async () => {
    const { html } = await writeLetter(configWith(), resetLink)
    expect(times(html, escaped(link))).toBe(2)
    expect(times(html, `href="${escaped(link)}"`)).toBe(1)
    expect(html.match(/href=/g)).toHaveLength(1)
    expect(times(html, '/actions')).toBe(2)
    expect(targetsOf(html)).toEqual([link])
    expect(times(visible(html), link)).toBe(1)
  })

  test('has the link once in its text, alone on a line (ML-02)', async () => {
    const { text } = await writeLetter(configWith(), resetLink)
    expect(text.split('\n').filter((line) => line === link)).toHaveLength(1)
    expect(times(text, 'http')).toBe(1)
  })

  test('keeps a long link on one line of its text (ML-02)', async () => {
    const long = `${link}${'x'.repeat(2000)}`
    const { text } = await writeLetter(configWith(), { ...resetLink, link: long })
    expect(text.split('\n')).toContain(long)
  })

  test.each([
    [60, '1 hour'],
    [9, '9 minutes'],
  ])('says of %i minutes that the link works for %s (ML-05)', async (minutes, words) => {
    const { html, text } = await writeLetter(configWith(), { ...resetLink, minutes })
    expect(text).toContain(`for ${words}.`)
    expect(html).toContain(`for ${words}.`)
  })

  test('says who writes, and what to do for whoever did not ask (ML-05)', async () => {
    const { subject, html, text } = await writeLetter(configWith(), resetLink)
    expect(subject).toBe('Choose a new password for Marlow Rewards')
    for (const part of [html, text]) {
      expect(part).toContain('Marlow Rewards')
      expect(part).toContain('If you did not ask for it')
    }
  })

  test('names the second of the request, in UTC, so that two mails differ (ML-05)', async () => {
    const { html, text } = await writeLetter(configWith(), resetLink)
    for (const part of [visible(html), text])
      expect(part).toContain('The request was made on March 1, 2026 at 13:05:09 UTC.')
    const second = { ...resetLink, occurredAt: new Date('2026-03-01T13:05:10Z') }
    expect((await writeLetter(configWith(), second)).text).not.toBe(text)
  })

  test('names no time when an older version stored its job', async () => {
    const { html, text } = await writeLetter(configWith(), { ...resetLink, occurredAt: undefined })
    for (const part of [visible(html), text]) expect(part).not.toMatch(/request was made|undefined/)
  })

  test('is the same each time, so that sending it twice is one mail', async () => {
    const config = configWith()
    expect(await writeLetter(config, resetLink)).toEqual(await writeLetter(config, resetLink))
  })
})

describe('the notice of a change', () => {
  test('names the second of the change, in UTC', async () => {
    const { html, text } = await writeLetter(configWith(), notice)
    for (const part of [visible(html), text])
      expect(part).toContain('It was changed on March 1, 2026 at 23:59:59 UTC.')
  })

  test('leads to a new reset and to help, and holds no token (ML-05, ML-06)', async () => {
    const { subject, html, text } = await writeLetter(configWith({ SUPPORT_URL }), notice)
    expect(subject).toBe('Your password for Marlow Rewards was changed')
    const lines = text.split('\n')
    expect(lines).toContain('https://account.example.com/forgot-password')
    expect(lines).toContain(SUPPORT_URL)
    expect(html).toContain(escaped(SUPPORT_URL))
    expect(html).not.toContain('token')
  })

  test('does not speak of help where there is none', async () => {
    const { text } = await writeLetter(configWith(), notice)
    expect(times(text, 'http')).toBe(1)
  })
})

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
      [notice, 'https://account.example.com/forgot-password'],
    ] as const) {
      const { subject, html, text } = await writeLetter(config, mail)
      expect(subject).toContain(name)
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      expect(text.split('\n')).toContain(target)
      expect(targetsOf(html)).toEqual([target])
      expect(html.match(/<(a|h1|title|body)\b/g)).toHaveLength(4)
      expect(html).not.toMatch(/<(img|style|script|iframe|form|input|base|link|object)\b/i)
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

  test('says the same in its HTML and in its text, which needs no link to copy (ML-02)', async () => {
    for (const mail of [resetLink, notice]) {
      for (const config of [configWith(), configWith({ SUPPORT_URL })]) {
        const { html, text } = await writeLetter(config, mail)
        const [target = ''] = targetsOf(html)
        const { copy } = messagesFor('en').mail.resetLink
        const words = text.split('\n').filter((line) => line !== target)
        const [before, after] = visible(html).split(`${copy} ${target}`)
        expect(words.join(' ').replace(/\s+/g, ' ').trim()).toBe(
          `${before}${after?.trimStart()}`.trim(),
        )
      }
    }
  })

  test('fetches nothing, and leads nowhere but to the site (ML-04)', async () => {
    for (const mail of [resetLink, notice]) {
      const { html } = await writeLetter(configWith({ SUPPORT_URL }), mail)
      for (const target of targetsOf(html))
        expect(target).toMatch(/^https:\/\/account\.example\.com\//)
      expect(html).not.toMatch(/\b(src|srcset|background|poster|ping)=|url\(|@import|@font-face/i)
      const urls = html.match(/https?:\/\/[^\s"'<]+/g) ?? []
      const known = [SITE, escaped(SUPPORT_URL), 'http://www.w3.org/']
      expect(urls.filter((url) => !known.some((start) => url.startsWith(start)))).toEqual([])
    }
  })

  test('knows no password, client or place: only what is said here (ML-05)', async () => {
    for (const mail of [resetLink, notice]) {
      const { subject, html, text } = await writeLetter(configWith(), mail)
      for (const part of [subject, visible(html), text])
        expect(part).not.toMatch(
          /\d{1,3}(\.\d{1,3}){3}|browser|device|location|your password is\b/i,
        )
      expect(times(`${subject}${visible(html).replace(link, '')}`, 'eyJ')).toBe(0)
    }
  })

  test('is small enough for a mail program to show it whole', async () => {
    for (const mail of [resetLink, notice]) {
      const { html } = await writeLetter(configWith({ SUPPORT_URL }), mail)
      expect(html.length).toBeLessThan(20_000)
    }
  })

  test('has one line for a subject, and its text says no more than its HTML', async () => {
    for (const mail of [resetLink, notice]) {
      const { subject, html, text } = await writeLetter(configWith({ SUPPORT_URL }), mail)
      expect(subject).not.toMatch(/[\r\n]/)
      for (const line of text.split('\n')) expect(html).toContain(escaped(line))
    }
  })
})
