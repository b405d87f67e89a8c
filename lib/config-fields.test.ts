import { describe, expect, test } from 'vitest'
import { complaints, environments } from './config-fixture.ts'

const { SITE_SECRET } = environments.sessionm

describe('a malformed value', () => {
  const cases: [string, string, string?][] = [
    ['SITE_URL', 'canary'],
    ['SITE_URL', 'http://canary.example.com'],
    ['SITE_URL', 'http://localhost.canary.example'],
    ['SITE_URL', 'ftp://localhost/canary'],
    ['SITE_URL', 'https://account.example.com/canary'],
    ['SITE_URL', 'https://account.example.com?canary'],
    ['SITE_URL', 'https://canary@account.example.com'],
    ['SITE_SECRET', 'canary'],
    ['SITE_SECRET', Buffer.alloc(31, 'canary').toString('base64')],
    ['SITE_SECRET', Buffer.alloc(33, 'canary').toString('base64')],
    ['SITE_SECRET', `${SITE_SECRET},canary`],
    ['SITE_SECRET', `${SITE_SECRET},`],
    ['SESSIONM_API_URL', 'http://canary.example.com'],
    ['SESSIONM_SENDS_EMAIL', 'canary'],
    ['RESEND_BASE_URL', 'http://canary.example.com'],
    ['MAIL_FROM', 'canary'],
    ['MAIL_FROM', 'canary@example.com\r\nBcc: canary@example.com'],
    ['MAIL_REPLY_TO', 'canary'],
    ['BRAND_NAME', 'Marlow\r\nBcc: canary@example.com'],
    ['BRAND_NAME', 'Marlow\u0000 canary'],
    ['BRAND_LOGO_URL', 'http://canary.example.com'],
    ['BRAND_COLOR', 'canary'],
    ['BRAND_COLOR', '#fff'],
    ['SIGN_IN_URL', 'javascript:canary'],
    ['SUPPORT_URL', '/canary'],
    ['PASSWORD_MIN_LENGTH', 'canary'],
    ['PASSWORD_MIN_LENGTH', '7'],
    ['PASSWORD_MAX_BYTES', '63'],
    ['PASSWORD_MAX_BYTES', '1e3'],
    ['BREACH_CHECK_URL', 'canary'],
    ['BREACH_CHECK_URL', 'http://canary.example.com'],
    ['TRUSTED_PROXY_HOPS', '-1'],
    ['LOG_LEVEL', 'canary'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ]
  test.each(cases)('of %s is told by name and reason, and never shown: %j', (name, value) => {
    const said = complaints({ ...environments.sessionm, [name]: value })
    expect(new Set(said.map((line) => line.split(' ')[0]))).toEqual(new Set([name]))
    for (const line of said) {
      expect(line).toMatch(/ (is not a|must) /)
      expect(line).not.toContain('canary')
    }
  })

  test('of the Betterez account is told as well', () => {
    const env = { ...environments.betterez, BETTEREZ_ACCOUNT_ID: 'canary' }
    expect(complaints(env)).toEqual(['BETTEREZ_ACCOUNT_ID must be 24 hexadecimal digits'])
  })
})
