import { describe, expect, test } from 'vitest'
import { configWith } from '#server/config/config-fixture.ts'
import {
  escaped,
  link,
  notice,
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
    expect(times(html, escaped(link))).toBe(2)
    expect(times(html, `href="${escaped(link)}"`)).toBe(1)
    expect(times(html, '/actions')).toBe(2)
    expect(targetsOf(html)).toEqual([link])
    expect(times(visible(html), link)).toBe(1)
  })

  test('has the link once in its text, alone on a line (ML-02)', async () => {
    const { text } = await renderEmail(configWith(), resetLink)
    expect(text.split('\n').filter((line) => line === link)).toHaveLength(1)
    expect(times(text, 'http')).toBe(1)
  })

  test('keeps a long link on one line of its text (ML-02)', async () => {
    const long = `${link}${'x'.repeat(2000)}`
    const { text } = await renderEmail(configWith(), { ...resetLink, link: long })
    expect(text.split('\n')).toContain(long)
  })

  test.each([
    [60, '1 hour'],
    [9, '9 minutes'],
  ])('says of %i minutes that the link works for %s (ML-05)', async (minutes, words) => {
    const { html, text } = await renderEmail(configWith(), { ...resetLink, minutes })
    expect(text).toContain(`for ${words}.`)
    expect(html).toContain(`for ${words}.`)
  })

  test('says who writes, and what to do for whoever did not ask (ML-05)', async () => {
    const { subject, html, text } = await renderEmail(configWith(), resetLink)
    expect(subject).toBe('Choose a new password for Marlow Rewards')
    for (const part of [html, text]) {
      expect(part).toContain('Marlow Rewards')
      expect(part).toContain('Did not ask?')
    }
  })

  test('names the second of the request, in UTC, so that two mails differ (ML-05)', async () => {
    const { html, text } = await renderEmail(configWith(), resetLink)
    for (const part of [visible(html), text])
      expect(part).toContain('The request was made on March 1, 2026 at 13:05:09 UTC.')
    const second = { ...resetLink, occurredAt: new Date('2026-03-01T13:05:10Z') }
    expect((await renderEmail(configWith(), second)).text).not.toBe(text)
  })

  test('names no time when an older version stored its job', async () => {
    const { html, text } = await renderEmail(configWith(), { ...resetLink, occurredAt: undefined })
    for (const part of [visible(html), text]) expect(part).not.toMatch(/request was made|undefined/)
  })

  test('is the same each time, so that sending it twice is one mail', async () => {
    const config = configWith()
    expect(await renderEmail(config, resetLink)).toEqual(await renderEmail(config, resetLink))
  })
})

describe('the notice of a change', () => {
  test('names the second of the change, in UTC', async () => {
    const { html, text } = await renderEmail(configWith(), notice)
    for (const part of [visible(html), text])
      expect(part).toContain('It was changed on March 1, 2026 at 23:59:59 UTC.')
  })

  test('leads to a new reset and to help, and holds no token (ML-05, ML-06)', async () => {
    const { subject, html, text } = await renderEmail(configWith({ SUPPORT_URL }), notice)
    expect(subject).toBe('Your password for Marlow Rewards was changed')
    const lines = text.split('\n')
    expect(lines).toContain('https://account.example.com/forgot-password')
    expect(lines).toContain(SUPPORT_URL)
    expect(html).toContain(escaped(SUPPORT_URL))
    expect(html).not.toContain('token')
  })

  test('does not speak of help where there is none', async () => {
    const { text } = await renderEmail(configWith(), notice)
    expect(times(text, 'http')).toBe(1)
  })
})
