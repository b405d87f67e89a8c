import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
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
} from '#upstreams/elastic-path/script-fixture.ts'
import { type Scripted, scriptedFetch, text } from '#upstreams/testing/scripted-fetch-fixture.ts'

const request = { email: 'john.doe@banks.com', locale: 'en' }
const accepted = text(202, null)

/** Opens a store with scripted answers, all of which must be used. */
const play = (...script: readonly Scripted[]) => {
  const { fetch, requests, left, overrun } = scriptedFetch(script)
  onTestFinished(() => expect({ left, overrun }).toEqual({ left: [], overrun: [] }))
  return {
    upstream: elasticPath(config, fetch),
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
    const { upstream } = play(bearer(), settings, accepted, accepted, accepted)
    await Promise.all([1, 2, 3].map(() => upstream.requestReset(request)))
  })

  test('are kept, the token until a minute before it expires', async () => {
    const script = [bearer('one'), settings, accepted, accepted, bearer('two'), accepted]
    const { upstream, bearers } = play(...script)
    await upstream.requestReset(request)
    vi.advanceTimersByTime(0)
    vi.setSystemTime(Date.now() + 3539_000)
    await upstream.requestReset(request)
    vi.setSystemTime(Date.now() + 1_000)
    await upstream.requestReset(request)
    expect(bearers().slice(2)).toEqual(['Bearer one', 'Bearer one', undefined, 'Bearer two'])
  })

  test('are asked for again after a failure', async () => {
    const { upstream } = play(text(500, ''), bearer(), text(500, ''), settings, accepted)
    await expect(upstream.requestReset(request)).rejects.toMatchObject({ kind: 'unexpected' })
    await expect(upstream.requestReset(request)).rejects.toMatchObject({ kind: 'unexpected' })
    expect(await upstream.requestReset(request)).toEqual({ kind: 'pending' })
  })

  test('are renewed once when the token is refused', async () => {
    const script = [bearer('one'), settings, staleBearer, bearer('two'), accepted]
    const { upstream, bearers } = play(...script)
    expect(await upstream.requestReset(request)).toEqual({ kind: 'pending' })
    expect(bearers().at(-1)).toBe('Bearer two')
  })

  test('are renewed once for all whose token is refused', async () => {
    const { upstream } = play(
      ...[bearer('one'), settings, staleBearer, staleBearer],
      ...[bearer('two'), accepted, accepted],
    )
    await Promise.all([upstream.requestReset(request), upstream.requestReset(request)])
  })

  test('cause `misconfigured` when the new token is refused too', async () => {
    const { upstream } = play(bearer(), settings, staleBearer, bearer(), staleBearer)
    await expect(upstream.requestReset(request)).rejects.toMatchObject({ kind: 'misconfigured' })
  })

  test('are loaded before a code is spent', async () => {
    const { upstream } = play(bearer(), text(503, ''))
    await expect(upstream.resetPassword(ticket, 'Password1')).rejects.toMatchObject({
      kind: 'busy',
    })
  })
})

describe('an exchange', () => {
  test('is made again when the access token is refused', async () => {
    const { upstream } = play(
      ...[bearer(), settings, staleBearer, bearer('two'), member, logins, saved],
    )
    expect((await upstream.resetPassword(ticket, 'Password1')).kind).toBe('changed')
  })

  test('is not made again when the code is refused', async () => {
    const { upstream } = play(bearer(), settings, failed(401, 'Unauthorized'))
    expect((await upstream.resetPassword(ticket, 'Password1')).kind).toBe('link-invalid')
  })

  test('throws `misconfigured` when two access tokens are refused', async () => {
    const { upstream } = play(bearer(), settings, staleBearer, bearer(), staleBearer)
    await expect(upstream.resetPassword(ticket, 'Password1')).rejects.toMatchObject({
      kind: 'misconfigured',
    })
  })
})

describe('a later try', () => {
  test('reports a refused access token as a fault, not as an expired link', async () => {
    const { upstream } = play(bearer(), settings, staleBearer, bearer(), staleBearer)
    const outcome = await upstream.resetPassword(exchanged, 'Password1')
    expect(outcome).toMatchObject({ kind: 'interrupted', fault: { kind: 'misconfigured' } })
  })

  test.each([
    ['not JSON', 'lprvj4'],
    ['of another shape', '{"code":"lprvj4"}'],
    ['of a member whose id climbs', '{"memberToken":"x","memberId":"../x"}'],
    ['with a line break for a header', '{"memberToken":"x\\r\\ny","memberId":"x"}'],
  ])('asks for nothing with a token that is %s', async (_, token) => {
    const { upstream } = play()
    expect(await upstream.resetPassword({ ...exchanged, token }, 'Password1')).toEqual({
      kind: 'link-invalid',
    })
  })
})
