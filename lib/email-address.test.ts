import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAddress } from './email-address.ts'
import { words } from './words-fixture.ts'

const a = (length: number) => 'a'.repeat(length)

describe('an address', () => {
  test.each([
    ...words(`
    ada@example.com Ada.Lovelace+reset@Sub.Example.co.uk o'neil@example.com .ada..b.@example.com
    who?me=%41{x}@example.com jörg@example.com \u212aim@example.com ada@xn--bcher-kva.example
    ada@1.2.3.example`),
    ...[`${a(64)}@example.com`, `${'ö'.repeat(64)}@example.com`, `ada@${a(63)}.com`],
    `ada@${a(63)}.${a(63)}.${a(57)}.com`,
  ])('is taken as it is typed: %s (FR-09)', (text) => {
    expect(readAddress(text)).toBe(text)
  })

  test.each([
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['Ada@BÜCHER.example', 'Ada@xn--bcher-kva.example'],
    ['jörg@bücher.example', 'jörg@xn--bcher-kva.example'],
    ['ada@пример.рф', 'ada@xn--e1afmkfd.xn--p1ai'],
    ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    ['ada@faß.example', 'ada@xn--fa-hia.example'],
  ])('%s has its domain written as DNS knows it: %s (FR-09)', (text, address) => {
    expect(readAddress(text)).toBe(address)
    expect(readAddress(address)).toBe(address)
  })
})

describe('readAddress', () => {
  test.each([
    ...words(`
    ada @ ada@ @example.com ada@@example.com ada@example ada@example.c ada@example.7om
    ada@127.0.0.1 ada@[127.0.0.1] ada@１２７.0.0.1 ada@.example.com ada@example..com
    ada@example.com. ada@-example.com ada@example-.com ada@exam_ple.com`),
    ...['', ' ada@example.com', 'ada@example.com ', `${a(65)}@example.com`, `ada@${a(64)}.com`],
    `ada@${a(63)}.${a(63)}.${a(58)}.com`,
    `ada@${'ü'.repeat(60)}.${'ü'.repeat(60)}.${'ü'.repeat(60)}.example`,
  ])('refuses %j', (text) => {
    expect(readAddress(text)).toBeNull()
  })

  test.each([
    ...words(`
    ada@example.com,eve@example.com ada@example.com;eve@example.com ada@example.com|eve@example.com
    ada,eve@example.com ada;eve@example.com ada|eve@example.com ada@example.com,example.org
    ada@bücher.example,example.org <ada@example.com> "ada"@example.com ada(eve)@example.com
    mailto:ada@example.com ada@example.com%0aeve@example.com`),
    ...['ada@example.com, eve@example.com', 'ada@example.com eve@example.com'],
    ...['Ada <ada@example.com>', 'ada@example.com\r\nBcc: eve@example.com'],
  ])('refuses a list or a name: %j (FR-07)', (text) => {
    expect(readAddress(text)).toBeNull()
  })

  test('refuses a control character at any position (FR-07)', () => {
    for (let code = 0; code < 0xa0; code += 1) {
      if (code > 0x20 && code < 0x7f) continue
      const c = String.fromCodePoint(code)
      for (const domain of ['example.com', 'bücher.example']) {
        const [first = '', last = ''] = domain.split('.')
        for (const text of [
          ...[`${c}ada@${domain}`, `a${c}a@${domain}`, `ada${c}@${domain}`, `ada@${c}${domain}`],
          ...[`ada@${first}${c}.${last}`, `ada@${first}.${c}${last}`, `ada@${domain}${c}`],
        ])
          expect(readAddress(text), JSON.stringify(text)).toBeNull()
      }
    }
  })

  test.each(['/', '?', '#', ':', '\\', '%61', '%', ':80', '/x', '?x', '#x', '[', ']', '<', '^'])(
    'refuses a domain with %s, which would end the host of a URL',
    (part) => {
      for (const domain of [
        `bücher${part}.example`,
        `bücher.example${part}`,
        `${part}bücher.example`,
      ])
        expect(readAddress(`ada@${domain}`)).toBeNull()
    },
  )
})

describe("another's address", () => {
  /** Yields all characters, except surrogates and planes that are unassigned or private. */
  const everyCharacter = function* () {
    for (let code = 0; code < 0xf0000; code += 1) {
      if (code === 0xd800) code = 0xe000
      if (code === 0x40000) code = 0xe0000
      yield String.fromCodePoint(code)
    }
  }

  test('cannot be written with letters that fold: no character before the @ is changed (FR-09)', () => {
    let taken = 0
    for (const character of everyCharacter()) {
      for (const domain of ['example.com', 'bücher.example']) {
        const address = readAddress(`a${character}a@${domain}`)
        if (address === null) continue
        taken += 1
        const host = domain === 'example.com' ? domain : 'xn--bcher-kva.example'
        if (address !== `a${character}a@${host}`) expect.unreachable(JSON.stringify(address))
      }
    }
    expect(taken).toBeGreaterThan(200_000)
  })

  test('cannot be hidden in the domain: an accepted domain is the one that DNS looks up (FR-09)', () => {
    for (const character of everyCharacter()) {
      const address = readAddress(`ada@ex${character}mple.com`)
      if (address !== null && !/^ada@[a-z0-9.-]+$/i.test(address)) {
        expect.unreachable(JSON.stringify(address))
      }
    }
  })

  test('cannot result from any text', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress())
    fc.assert(
      fc.property(text, (typed) => {
        const address = readAddress(typed)
        if (address === null) return
        expect(address.split('@')[0]).toBe(typed.split('@')[0])
        expect(address).toMatch(/^[^@\s]+@[a-z0-9.-]+$/i)
        expect(readAddress(address)).toBe(address)
      }),
    )
  })
})
