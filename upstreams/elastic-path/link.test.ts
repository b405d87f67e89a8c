import { describe, expect, test } from 'vitest'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import { config, ticket } from '#upstreams/elastic-path/script-fixture.ts'

describe('an Elastic Path link', () => {
  const { readLink } = elasticPath(config)
  const read = (query: string) => readLink?.(new URLSearchParams(query)) ?? null

  test("is read as the guide's example writes it", () => {
    expect(read('username=john.doe@banks.com&token=lprvj4')).toEqual({
      subject: 'john.doe@banks.com',
      token: ticket.token,
      email: null,
    })
  })

  test('is read whether or not the + of an address is encoded', () => {
    for (const written of ['john+doe@banks.com', 'john%2Bdoe@banks.com'])
      expect(read(`username=${written}&token=lprvj4`)?.subject).toBe('john+doe@banks.com')
  })

  test('is read under the name that the code has in an event', () => {
    expect(read('username=john&one_time_password_token=lprvj4')).toEqual(
      read('username=john&token=lprvj4'),
    )
  })

  test('is ignored in every other form', () => {
    const ids = 'authentication_realm_id=x&user_authentication_password_profile_info.id=y'
    expect(read(`username=john&token=lprvj4&${ids}`)?.token).toBe(
      '{"username":"john","code":"lprvj4"}',
    )
  })

  test('may name the configured password profile, and no other', () => {
    const link = 'username=john&token=lprvj4&password_profile_id='
    for (const own of [config.passwordProfileId, config.passwordProfileId.toUpperCase(), ''])
      expect(read(link + own)).not.toBeNull()
    expect(read(`${link}063623f1-9182-4c8f-bb17-91d326e06e69`)).toBeNull()
  })

  test.each([
    ['no username', 'token=lprvj4'],
    ['no code', 'username=john'],
    ['a code of another alphabet', 'username=john&token=lprv-j4'],
    ['a code that is too long', `username=john&token=${'a'.repeat(65)}`],
    ['a username that is too long', `username=${'a'.repeat(255)}&token=lprvj4`],
    ['a line break in the username', 'username=john%0Adoe&token=lprvj4'],
    ['a code under both names', 'username=john&token=lprvj4&one_time_password_token=lprvj4'],
    ['an invisible character in the username (TK-10)', 'username=jo%E2%80%8Bhn&token=lprvj4'],
    ['full-width letters in the username (TK-10)', 'username=%EF%BD%8Aohn&token=lprvj4'],
    ['a final dot behind the username (TK-10)', 'username=john%40banks.com.&token=lprvj4'],
    ['an ideographic full stop in the username', 'username=john%40banks%E3%80%82com&token=lprvj4'],
  ])('is not read with %s', (_, query) => {
    expect(read(query)).toBeNull()
  })
})
