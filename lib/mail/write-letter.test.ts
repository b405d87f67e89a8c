import { describe, expect, test } from 'vitest'
import { configWith } from '#lib/config-fixture.ts'
import type { Mail } from './mail.ts'
import { writeLetter } from './write-letter.ts'

const link =
  'https://account.example.com/actions?action=resetPwd&customerId=7&token=eyJhbGciOiJkaXIifQ..aXY.dGV4dA.dGFn'
const resetLink: Mail = {
  kind: 'reset-link',
  to: 'ada@example.com',
  locale: 'en',
  link,
  minutes: 60,
}
const notice: Mail = { kind: 'password-changed', to: 'ada@example.com', locale: 'en' }
const SUPPORT_URL = 'https://help.example.com/contact?topic=a&b=c'

const times = (text: string, part: string) => text.split(part).length - 1
const escaped = (url: string) => url.replaceAll('&', '&amp;')

describe('the mail with the link', () => {
  test('has the link once in its HTML, as the target of the button', async () => {
    const { html } = await writeLetter(configWith(), resetLink)
    expect(times(html, escaped(link))).toBe(1)
    expect(times(html, `href="${escaped(link)}"`)).toBe(1)
    expect(html.match(/href=/g)).toHaveLength(1)
    expect(times(html, '/actions')).toBe(1)
  })

  test('has the link once in its text, alone on a line', async () => {
    const { text } = await writeLetter(configWith(), resetLink)
    expect(text.split('\n').filter((line) => line === link)).toHaveLength(1)
    expect(times(text, 'http')).toBe(1)
  })

  test('keeps a long link on one line of its text', async () => {
    const long = `${link}${'x'.repeat(2000)}`
    const { text } = await writeLetter(configWith(), { ...resetLink, link: long })
    expect(text.split('\n')).toContain(long)
  })

  test.each([
    [60, '1 hour'],
    [9, '9 minutes'],
  ])('says of %i minutes that the link works for %s', async (minutes, words) => {
    const { html, text } = await writeLetter(configWith(), { ...resetLink, minutes })
    expect(text).toContain(`for ${words}.`)
    expect(html).toContain(`for ${words}.`)
  })

  test('says who writes, and what to do for whoever did not ask', async () => {
    const { subject, html, text } = await writeLetter(configWith(), resetLink)
    expect(subject).toBe('Choose a new password for Marlow Rewards')
    for (const part of [html, text]) {
      expect(part).toContain('Marlow Rewards')
      expect(part).toContain('If you did not ask for it')
    }
  })

  test('is the same each time, so that sending it twice is one mail', async () => {
    const config = configWith()
    expect(await writeLetter(config, resetLink)).toEqual(await writeLetter(config, resetLink))
  })
})

describe('the notice of a change', () => {
  test('leads to a new reset and to help, and holds no token', async () => {
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
  ]

  test.each(names)('of a brand with the hostile name %s stays text', async (BRAND_NAME) => {
    const config = configWith({ BRAND_NAME })
    for (const mail of [resetLink, notice]) {
      const { subject, html, text } = await writeLetter(config, mail)
      expect(subject).toContain(BRAND_NAME)
      expect(text).toContain(BRAND_NAME)
      expect(html).not.toMatch(/<img|href=.https:\/\/evil/)
      expect(html.match(/<a /g)).toHaveLength(1)
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
