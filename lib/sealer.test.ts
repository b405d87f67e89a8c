import { describe, expect, test } from 'vitest'
import { createSealer } from './sealer.ts'

const key = (byte: number) => new Uint8Array(32).fill(byte)

const sealer = createSealer([key(1)], 'sessionm')
const soon = () => new Date(Date.now() + 60_000)
const value = { subject: 'id', token: 'a+b/c==', email: 'Ada@Example.com' }

describe('a sealed text', () => {
  test('opens to the sealed value', async () => {
    const expiresAt = new Date('2100-01-01T00:00:00Z')
    const sealed = await sealer.seal('link', value, expiresAt)
    expect(await sealer.open('link', sealed)).toEqual({ kind: 'open', value })
  })

  test('is fit for a URL and a cookie, and is never the same twice (TK-12)', async () => {
    const until = soon()
    const [one, other] = [
      await sealer.seal('link', value, until),
      await sealer.seal('link', value, until),
    ]
    expect(one).toMatch(/^[\w.-]+$/)
    expect(one).not.toBe(other)
  })

  test('has a key of 256 bits, a tag of 128 bits, and a nonce of its own (TK-12)', async () => {
    const starts = new Set<string>()
    for (let times = 0; times < 100; times += 1) {
      const sealed = await sealer.seal('link', 'x', soon())
      const [header = '', key, start = '', , tag = ''] = sealed.split('.')
      expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({
        alg: 'dir',
        enc: 'A256GCM',
      })
      expect(key).toBe('')
      expect(Buffer.from(tag, 'base64url')).toHaveLength(16)
      expect(Buffer.from(start, 'base64url')).toHaveLength(12)
      starts.add(start)
    }
    expect(starts.size).toBe(100)
  })

  test('is for one purpose', async () => {
    const link = await sealer.seal('link', value, soon())
    const flow = await sealer.seal('flow', value, soon())
    expect(await sealer.open('flow', link)).toEqual({ kind: 'invalid' })
    expect(await sealer.open('link', flow)).toEqual({ kind: 'invalid' })
  })

  test('is invalid with one bit of any character changed (TK-03, TK-12)', async () => {
    const sealed = await sealer.seal('link', value, soon())
    const flip = (text: string) => (text === 'A' ? 'Q' : 'A')
    for (let at = 0; at < sealed.length; at += 1) {
      if (sealed[at] === '.') continue
      const changed = sealed.slice(0, at) + flip(sealed.charAt(at)) + sealed.slice(at + 1)
      // The last character of a part may hold unused bits.
      if (/\.|$/.exec(sealed.slice(at + 1))?.index === 0) continue
      expect(await sealer.open('link', changed)).toEqual({ kind: 'invalid' })
    }
  })

  test.each([
    '',
    '.',
    '....',
    'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA',
    'eyJhbGciOiJub25lIn0.eyJ2YWx1ZSI6MX0.',
    '\0',
    'é',
  ])('is foreign when it is %j', async (text) => {
    expect(await sealer.open('link', text)).toEqual({ kind: 'invalid' })
  })

  test('is `expired` after its expiry', async () => {
    let time = new Date('2026-03-01T12:00:00Z')
    const clocked = createSealer([key(1)], 'sessionm', () => time)
    const sealed = await clocked.seal('link', value, new Date('2026-03-01T12:01:00Z'))
    time = new Date('2026-03-01T12:00:59Z')
    expect(await clocked.open('link', sealed)).toMatchObject({ kind: 'open' })
    time = new Date('2026-03-01T12:01:01Z')
    expect(await clocked.open('link', sealed)).toEqual({ kind: 'expired', value })
    expect(await clocked.open('flow', sealed)).toEqual({ kind: 'invalid' })
  })
})

describe('a text that was sealed for one upstream', () => {
  const others = (['betterez', 'elastic-path'] as const).map((name) => createSealer([key(1)], name))

  test('is invalid for another one with the same secret, before and after its expiry', async () => {
    for (const until of [soon(), new Date(Date.now() - 60_000)]) {
      for (const purpose of ['link', 'flow'] as const) {
        const sealed = await sealer.seal(purpose, value, until)
        for (const other of others) {
          expect(await other.open(purpose, sealed)).toEqual({ kind: 'invalid' })
        }
      }
    }
  })

  test('has another keyed hash there', () => {
    const prints = [sealer, ...others].map((each) => each.keyedHash('link', 'a', 'b'))
    expect(new Set(prints).size).toBe(3)
  })
})

describe('a secret', () => {
  test('that is the first of several seals, and all of them open (TK-04)', async () => {
    const before = createSealer([key(1)], 'sessionm')
    const during = createSealer([key(2), key(1)], 'sessionm')
    const after = createSealer([key(2)], 'sessionm')
    const old = await before.seal('link', value, soon())
    const fresh = await during.seal('link', value, soon())
    expect(await during.open('link', old)).toMatchObject({ kind: 'open', value })
    expect(await during.open('link', fresh)).toMatchObject({ kind: 'open', value })
    expect(await after.open('link', fresh)).toMatchObject({ kind: 'open', value })
    expect(await after.open('link', old)).toEqual({ kind: 'invalid' })
    expect(await before.open('link', fresh)).toEqual({ kind: 'invalid' })
  })

  test('is required', () => {
    expect(() => createSealer([], 'sessionm')).toThrow('a sealer needs a secret')
  })
})

describe('a keyed hash', () => {
  test('is the same for the same parts, today and after a restart', () => {
    const one = sealer.keyedHash('token', 'a', 'b')
    expect(one).toMatch(/^[\w-]{43}$/)
    expect(createSealer([key(1)], 'sessionm').keyedHash('token', 'a', 'b')).toBe(one)
  })

  test('differs for other parts, wherever they are split', () => {
    const prints = [['ab', 'c'], ['a', 'bc'], ['abc'], ['a', 'b', 'c'], ['c', 'ab'], ['a","b', 'c']]
    expect(new Set(prints.map((parts) => sealer.keyedHash(...parts))).size).toBe(prints.length)
  })

  test('differs with another secret', () => {
    expect(createSealer([key(2)], 'sessionm').keyedHash('a')).not.toBe(sealer.keyedHash('a'))
  })
})
