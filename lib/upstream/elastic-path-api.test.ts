import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { elasticPath } from '#lib/upstream/elastic-path.ts'
import {
  bearer,
  config,
  exchanged,
  failed,
  logins,
  member,
  saved,
  settings,
  staleBearer,
  ticket,
} from '#lib/upstream/elastic-path-script-fixture.ts'
import { type Scripted, scriptedFetch, text } from '#lib/upstream/scripted-fetch-fixture.ts'

const request = { email: 'john.doe@banks.com', locale: 'en' }
const accepted = text(202, null)

const play = (...script: readonly Scripted[]) => {
  const { fetch, requests, left, overrun } = scriptedFetch(script)
  return {
    upstream: elasticPath(config, fetch),
    finish: () => expect({ left, overrun }).toEqual({ left: [], overrun: [] }),
    bearers: () => requests.map(({ headers }) => headers.authorization),
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe("elastic-path's access token and realm", () => {
  test('are asked for once, however many wait for them', async () => {
    const { upstream, finish } = play(bearer(), settings, accepted, accepted, accepted)
    await Promise.all([1, 2, 3].map(() => upstream.requestReset(request)))
    finish()
  })

  test('are kept, the token until a minute before it expires', async () => {
    const { upstream, finish, bearers } = play(
      bearer('one'),
      settings,
      accepted,
      accepted,
      bearer('two'),
      accepted,
    )
    await upstream.requestReset(request)
    vi.advanceTimersByTime(0)
    vi.setSystemTime(Date.now() + 3539_000)
    await upstream.requestReset(request)
    vi.setSystemTime(Date.now() + 1_000)
    await upstream.requestReset(request)
    expect(bearers().slice(2)).toEqual(['Bearer one', 'Bearer one', undefined, 'Bearer two'])
    finish()
  })

  test('are asked for again after a failure', async () => {
    const { upstream, finish } = play(text(500, ''), bearer(), text(500, ''), settings, accepted)
    await expect(upstream.requestReset(request)).rejects.toMatchObject({ reason: 'unexpected' })
    await expect(upstream.requestReset(request)).rejects.toMatchObject({ reason: 'unexpected' })
    expect(await upstream.requestReset(request)).toEqual({ kind: 'pending' })
    finish()
  })

  test('are renewed once when the token is refused', async () => {
    const { upstream, finish, bearers } = play(
      bearer('one'),
      settings,
      staleBearer,
      bearer('two'),
      accepted,
    )
    expect(await upstream.requestReset(request)).toEqual({ kind: 'pending' })
    expect(bearers().at(-1)).toBe('Bearer two')
    finish()
  })

  test('are renewed once for all whose token is refused', async () => {
    const { upstream, finish } = play(
      ...[bearer('one'), settings, staleBearer, staleBearer],
      ...[bearer('two'), accepted, accepted],
    )
    await Promise.all([upstream.requestReset(request), upstream.requestReset(request)])
    finish()
  })

  test('are a matter for the operator when the new token is refused too', async () => {
    const { upstream, finish } = play(bearer(), settings, staleBearer, bearer(), staleBearer)
    await expect(upstream.requestReset(request)).rejects.toMatchObject({ reason: 'misconfigured' })
    finish()
  })

  test('are had before a code is spent', async () => {
    const { upstream, finish } = play(bearer(), text(503, ''))
    await expect(upstream.resetPassword(ticket, 'Password1')).rejects.toMatchObject({
      reason: 'busy',
    })
    finish()
  })
})

describe('an exchange', () => {
  test('is made again when the access token is refused', async () => {
    const { upstream, finish } = play(
      ...[bearer(), settings, staleBearer, bearer('two'), member, logins, saved],
    )
    expect((await upstream.resetPassword(ticket, 'Password1')).kind).toBe('changed')
    finish()
  })

  test('is not made again when the code is refused', async () => {
    const { upstream, finish } = play(bearer(), settings, failed(401, 'Unauthorized'))
    expect((await upstream.resetPassword(ticket, 'Password1')).kind).toBe('link-invalid')
    finish()
  })

  test('is not the customer’s matter when two access tokens are refused', async () => {
    const { upstream, finish } = play(bearer(), settings, staleBearer, bearer(), staleBearer)
    await expect(upstream.resetPassword(ticket, 'Password1')).rejects.toMatchObject({
      reason: 'misconfigured',
    })
    finish()
  })
})

describe('a later try', () => {
  test('does not blame the link when the access token is refused', async () => {
    const { upstream, finish } = play(bearer(), settings, staleBearer, bearer(), staleBearer)
    const outcome = await upstream.resetPassword(exchanged, 'Password1')
    expect(outcome).toMatchObject({ kind: 'interrupted', fault: { reason: 'misconfigured' } })
    finish()
  })

  test.each([
    ['not JSON', 'lprvj4'],
    ['of another shape', '{"code":"lprvj4"}'],
    ['of a member whose id climbs', '{"memberToken":"x","memberId":"../x"}'],
    ['with a line break for a header', '{"memberToken":"x\\r\\ny","memberId":"x"}'],
  ])('asks for nothing with a token that is %s', async (_, token) => {
    const { upstream, finish } = play()
    expect(await upstream.resetPassword({ ...exchanged, token }, 'Password1')).toEqual({
      kind: 'link-invalid',
    })
    finish()
  })
})

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

  test('is believed in nothing else', () => {
    const ids = 'authentication_realm_id=x&user_authentication_password_profile_info.id=y'
    expect(read(`username=john&token=lprvj4&${ids}`)?.token).toBe(
      '{"username":"john","code":"lprvj4"}',
    )
  })

  test('may name the password profile, as long as it is ours', () => {
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
