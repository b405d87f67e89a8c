import { describe, expect, test } from 'vitest'
import { arriving } from './arriving-fixture.ts'
import { FORWARDED_HEADER, forwardedWarning } from './sanitize-request.ts'

describe('the address of the client', () => {
  const spoofed = '203.0.113.9'

  test.each([
    [0, undefined, '127.0.0.1'],
    [0, spoofed, '127.0.0.1'],
    [1, '198.51.100.1', '198.51.100.1'],
    [1, `${spoofed}, 198.51.100.1`, '198.51.100.1'],
    [2, `${spoofed}, 198.51.100.1, 192.0.2.1`, '198.51.100.1'],
    [2, `${spoofed},,198.51.100.1,  192.0.2.1`, '198.51.100.1'],
    [1, undefined, '127.0.0.1'],
    [2, '198.51.100.1', '198.51.100.1'],
  ])('behind %i proxies, with the claim %j, is %s (FR-06)', async (trusted, claim, address) => {
    const { headers } = await arriving('/', claim ? { 'x-forwarded-for': claim } : {}, trusted)
    expect(headers['x-forwarded-for']).toBe(address)
    expect(headers[FORWARDED_HEADER]).toBe(trusted === 0 && claim ? 'ignored' : undefined)
  })

  const near = ['127.0.0.0/8', '10.0.0.0/8', '2001:db8::/32']
  test.each([
    [near, undefined, '127.0.0.1', false],
    [near, '198.51.100.1', '198.51.100.1', false],
    [near, `${spoofed}, 198.51.100.1`, '198.51.100.1', false],
    [near, `10.9.9.9, ${spoofed}, 198.51.100.1, 10.1.2.3`, '198.51.100.1', false],
    [near, `${spoofed}, 198.51.100.1, 2001:db8::1, ::ffff:10.1.2.3`, '198.51.100.1', false],
    [near, `${spoofed}, 198.51.100.1, [2001:db8::1]:443, 10.1.2.3:8080`, '198.51.100.1', false],
    [near, `${spoofed}, unknown, 10.1.2.3`, 'unknown', false],
    [near, '10.1.2.3, 10.1.2.4', '10.1.2.3', false],
    [['127.0.0.1'], `${spoofed}, 10.1.2.3`, '10.1.2.3', false],
    [['10.0.0.0/8', '::/0'], `${spoofed}, 10.1.2.3`, '127.0.0.1', true],
  ])(
    'behind proxies in %j, with the claim %j, is %s (FR-06)',
    async (trusted, claim, address, isIgnored) => {
      const { headers } = await arriving('/', claim ? { 'x-forwarded-for': claim } : {}, trusted)
      expect(headers['x-forwarded-for']).toBe(address)
      expect(headers[FORWARDED_HEADER]).toBe(isIgnored ? 'ignored' : undefined)
    },
  )

  test('causes one warning when it is ignored', async () => {
    const lines: unknown[] = []
    const warn = forwardedWarning({ warn: (...line) => void lines.push(line) })
    warn(await arriving('/', {}))
    // After an action, Next requests the next page with the address that we set.
    warn(await arriving('/forgot-password/sent', { 'x-forwarded-for': spoofed, rsc: '1' }))
    expect(lines).toEqual([])
    for (const _ of [1, 2]) warn(await arriving('/', { 'x-forwarded-for': spoofed }))
    expect(lines).toEqual([['server_warning', { outcome: 'forwarded-ignored' }]])
  })

  test('cannot be marked as ignored by a client', async () => {
    expect((await arriving('/', { [FORWARDED_HEADER]: 'ignored' })).headers).not.toHaveProperty(
      FORWARDED_HEADER,
    )
  })

  test('is not hidden by a header that is sent twice (FR-06)', async () => {
    const claims = { 'X-Forwarded-For': [spoofed, '198.51.100.1'] }
    const { headers } = await arriving('/', claims, 1)
    expect(headers['x-forwarded-for']).toBe('198.51.100.1')
  })

  test('is read from no other header (FR-06)', async () => {
    const claims = { forwarded: `for=${spoofed}`, 'x-real-ip': spoofed, 'x-forwarded-for': spoofed }
    const { headers } = await arriving('/', claims)
    expect(JSON.stringify(headers)).not.toContain(spoofed)
  })
})
