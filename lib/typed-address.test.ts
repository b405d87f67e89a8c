import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type checkAddress,
  readAddress,
  readSentAddress,
  readTypedAddress,
} from './email-address.ts'
import { foldingLetters } from './folding-letters-fixture.ts'

const read = (typed: string) => readTypedAddress(typed).address

describe('a typed address', () => {
  test.each([
    ...['\u200e', '\u202a', '\u200b', '\ufeff', '\u2060', '\u00ad', ' ', '\t', '\u00a0'].map(
      (before) => `${before}ada@example.com`,
    ),
    'ada@exam\u00adple.com',
    'a\u200bda@example.com',
    '\u202aada@example.com\u202c',
    'ada\uff20example.com',
    'ada@example.com.',
    'ada@example.com;',
    'ada@example.com, ',
    'ada@example.com\u3002',
    '(ada@example.com).',
    '"ada@example.com"',
    "'ada@example.com'",
    '\u201cada@example.com\u201d',
    '<ada@example.com>',
    'Ada <ada@example.com>',
    '"Lovelace, Ada" <ada@example.com>;',
    'Ada Lovelace <mailto:ada@example.com>',
    'ada@example.com<mailto:ada@example.com>',
    '"ada@example.com" <ada@example.com>',
    'mailto:ada@example.com',
    'MAILTO:ada@example.com?subject=Hello%20you',
    'Email: <ada@example.com>',
  ])('is read without what surrounds it: %j', (typed) => {
    expect(read(typed)).toBe('ada@example.com')
  })

  test('may be escaped in a mailto link', () => {
    expect(read('mailto:pat%2Bshop@example.com')).toBe('pat+shop@example.com')
    expect(read('pat%2Bshop@example.com')).toBe('pat%2Bshop@example.com')
  })

  test.each<[string, ReturnType<typeof checkAddress>]>([
    ['', 'required'],
    [' \u200b.', 'required'],
    ['ada', 'no-at'],
    ['ada.example.com', 'no-at'],
    ['ada@example.com, eve@example.com', 'several'],
    ['ada@example.com <eve@example.com>', 'several'],
    ['Ada <ada@example.com>, Eve <eve@example.com>', 'several'],
    ['ada lovelace@example.com', 'space'],
    ['ada @example.com', 'space'],
    ['ada@example .com', 'space'],
    ['ada@example.com (work)', 'space'],
    ['@example.com', 'no-name'],
    ['ada@', 'domain'],
    ['ada@example', 'domain'],
    ['ada@example,com', 'domain'],
    ['ada@[127.0.0.1]', 'domain'],
    ['a(d)a@example.com', 'character'],
    ['ada\0@example.com', 'character'],
    [`${'a'.repeat(65)}@example.com`, 'too-long'],
    [`ada@${'a.'.repeat(200)}com`, 'too-long'],
    [`${' '.repeat(16_000)}ada@example.com`, 'too-long'],
  ])('is refused with what is wrong with it: %j is %s (FR-07)', (typed, fault) => {
    expect(readTypedAddress(typed)).toEqual({ address: null, fault })
  })

  test('stays as it is when it is an address already (FR-09)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'binary' })), (typed) => {
        const address = readAddress(typed)
        if (address !== null) expect(read(typed)).toBe(address)
      }),
    )
    expect(read('\u201cada@example.com')).toBe('\u201cada@example.com')
  })

  test.each([`a<${'\u3002'.repeat(996)}@`, `'${'\u201c'.repeat(990)}>x@`])(
    'takes about as long to read as any other text: %#',
    (hostile) => {
      const cpuOf = (typed: string) => {
        const started = process.cpuUsage()
        for (let round = 0; round < 200; round += 1) readTypedAddress(typed)
        return process.cpuUsage(started).user
      }
      cpuOf(hostile)
      expect(cpuOf(hostile)).toBeLessThan(100 * Math.max(cpuOf(`${'a'.repeat(999)}@`), 1000))
    },
  )

  test('never has a letter that was not typed (FR-09)', () => {
    for (const letter of foldingLetters) {
      const dirty = `Name <a${letter}a@example.com>.`
      expect([`a${letter}a@example.com`, null], dirty).toContain(read(dirty))
      if (letter !== '\uff20') expect(read(`ada${letter}b.example`)).toBeNull()
    }
    const part = fc.constantFrom('ada', '@', '\uff20', '<', '>', '.', ' ', '\u200b', 'mailto:', "'")
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 3 }))), (parts) => {
        const typed = parts.join('')
        const [local] = read(typed)?.split('@') ?? ['']
        expect(`${typed}${decodeURI(encodeURI(typed))}`.replace(/\u200b/g, '')).toContain(local)
      }),
    )
  })
})

describe('an address that another site sends along', () => {
  /** Reads the value as Next does. */
  const sent = (query: string) => readSentAddress(new URLSearchParams(query).get('email') ?? '')

  test.each([
    ['email=ada@example.com', 'ada@example.com'],
    ['email=ada%40example.com', 'ada@example.com'],
    ['email=ada%2540example.com', 'ada@example.com'],
    ['email=pat+shop@example.com', 'pat+shop@example.com'],
    ['email=pat%20shop@example.com', 'pat+shop@example.com'],
    ['email=pat%2Bshop%40example.com', 'pat+shop@example.com'],
    ['email=pat%252Bshop%2540example.com', 'pat+shop@example.com'],
    ['email=Pat+Shop+%3Cpat@example.com%3E', 'pat@example.com'],
    ['email=+ada@example.com+', 'ada@example.com'],
    ['email=who%3Fme=%2541@example.com', 'who?me=%41@example.com'],
    ['email=ada@bücher.example', 'ada@bücher.example'],
    ['email=ada@example,com', 'ada@example,com'],
  ])('is filled in as it was meant: %s', (query, text) => {
    expect(sent(query)).toBe(text)
  })

  test.each(['', 'null', 'undefined', '%20', 'NaN', '[object+Object]', '%25', '%E0%A4%A', 'pat'])(
    'is not filled in when it is none: %j',
    (value) => {
      expect(sent(`email=${value}`)).toBe('')
    },
  )
})
