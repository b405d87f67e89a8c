import { describe, expect, test } from 'vitest'
import { configWith } from '#server/config/config-fixture.ts'
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

describe('the mail with the link', () => {
  test('has the link in its HTML as the target of the button, and as text to copy (ML-04)', async () => {
    const { html } = await renderEmail(configWith(), resetLink)
    // The third is the button of Outlook.
    expect(times(html, escaped(link))).toBe(3)
    expect(targetsOf(html)).toEqual([link])
    expect(times(visible(html), link)).toBe(1)
  })

  test('has the link once in its text, alone on a line, however long it is (ML-02)', async () => {
    for (const own of [link, `${link}${'x'.repeat(2000)}`]) {
      const { text } = await renderEmail(configWith(), { ...resetLink, link: own })
      expect(text.split('\n').filter((line) => line === own)).toHaveLength(1)
      expect(times(text, 'http')).toBe(1)
    }
  })

  test.each([
    [60, '1 hour'],
    [9, '9 minutes'],
  ])('says of %i minutes that the link works for %s (ML-05)', async (minutes, life) => {
    const { html, text } = await renderEmail(configWith(), { ...resetLink, minutes })
    for (const part of [html, text]) expect(part).toContain(`for ${life}.`)
  })

  test('says who writes, when it was requested, and what to do without a request (ML-05)', async () => {
    const { subject, html, text } = await renderEmail(configWith(), resetLink)
    expect(subject).toBe('Choose a new password for Marlow Rewards')
    for (const part of [visible(html), text]) {
      expect(part).toContain('Marlow Rewards')
      expect(part).toContain('Did not ask?')
      expect(part).toContain('The request was made on March 1, 2026 at 13:05:09 UTC.')
    }
  })

  test('names no time when an older version stored its job', async () => {
    const { html, text } = await renderEmail(configWith(), { ...resetLink, occurredAt: undefined })
    for (const part of [visible(html), text]) expect(part).not.toMatch(/request was made|undefined/)
  })

  test('shows a code large and alone on a line, and where to type it, if the upstream has one (ML-02)', async () => {
    const { html, text } = await renderEmail(configWith(), { ...resetLink, code: 'lprvj4' })
    const lines = text.split('\n')
    expect(lines[lines.indexOf('lprvj4') - 2]).toMatch(
      /Open account\.example\.com\/change-password\/code there, and enter your email address/,
    )
    expect(html).toMatch(/font-size:30px[^>]*><span\s+dir="ltr">lprvj4</)
    for (const code of [null, undefined]) {
      const without = await renderEmail(configWith(), { ...resetLink, code })
      expect(without.text).not.toMatch(/another device|null|undefined/)
    }
  })

  test('is the same each time, so that sending it twice is one mail', async () => {
    const config = configWith()
    expect(await renderEmail(config, resetLink)).toEqual(await renderEmail(config, resetLink))
  })
})

describe('the notice of a change', () => {
  test('names the second and the device, leads to a report and to help (ML-05, ML-06, ML-11)', async () => {
    const { subject, html, text } = await renderEmail(configWith({ SUPPORT_URL }), notice)
    expect(subject).toBe('Your password for Marlow Rewards was changed')
    const lines = text.split('\n')
    expect(lines).toContain(notMe)
    expect(lines).toContain(SUPPORT_URL)
    expect(html).toContain(escaped(SUPPORT_URL))
    for (const part of [visible(html), text]) {
      expect(part).toContain('It was changed on March 1, 2026 at 23:59:59 UTC.')
      expect(part).toContain('It was done with Chrome, Windows.')
      expect(part).toContain('Other devices may still be signed in.')
    }
  })

  test('omits what is not known, and links an older job to a new reset', async () => {
    const { kind, to, locale } = notice
    for (const mail of [
      { kind, to, locale },
      { kind, to, locale, endsSessions: true },
    ] as const) {
      const { text } = await renderEmail(configWith(), mail)
      expect(text).not.toMatch(/done with|Other devices|changed on|undefined/)
      expect(text.split('\n')).toContain('https://account.example.com/forgot-password')
    }
  })

  test('does not mention help without a support link', async () => {
    const { text } = await renderEmail(configWith(), notice)
    expect(times(text, 'http')).toBe(1)
  })
})

test('the mail to an address without an account says so, and leads to the form (ML-12)', async () => {
  const { subject, text } = await renderEmail(configWith(), noAccount)
  expect(subject).toBe('No account at Marlow Rewards with this address')
  expect(text.split('\n')).toContain('https://account.example.com/forgot-password')
  expect(text).toContain('no account at Marlow Rewards uses it')
  expect(text).toContain('Ignore this email.')
  expect(text).not.toContain('no-one')
})

test('every mail links to help and to the legal pages, in this order', async () => {
  const config = configWith({
    SUPPORT_URL,
    ACCESSIBILITY_URL: 'https://example.com/accessibility',
    PRIVACY_URL: 'https://example.com/privacy',
    IMPRINT_URL: 'https://example.com/imprint',
  })
  for (const mail of [resetLink, notice]) {
    const { html, text } = await renderEmail(config, mail)
    const foot = [
      SUPPORT_URL,
      ...['privacy', 'imprint', 'accessibility'].map((page) => `https://example.com/${page}`),
    ]
    expect(targetsOf(html).slice(1)).toEqual(foot)
    for (const target of foot) expect(text.split('\n')).toContain(target)
  }
})

test('a mail names its time in the zone of the brand', async () => {
  const config = configWith({ BRAND_TIME_ZONE: 'Asia/Tokyo' })
  const { text } = await renderEmail(config, { ...resetLink, locale: 'de' })
  expect(text).toContain('1. März 2026')
  expect(text).toContain('22:05:09')
})
