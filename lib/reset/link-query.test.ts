import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLinkQuery } from './link-query.ts'

const TOKEN = 'eyJhbGciOiJkaXIifQ..aXYtaXYtaXY-aXYt.c2VhbGVk_c2VhbGVk.dGFnLXRhZy10YWc'
const LINK = { action: 'resetPwd', customerId: 'ada+1@example.com', token: TOKEN }
const link = new URLSearchParams(LINK).toString()

const read = (search: string) => Object.fromEntries(readLinkQuery(search))

describe('a link that', () => {
  test.each([
    ['is as it was sent', link],
    ['comes with its question mark', `?${link}`],
    ['is escaped for HTML', link.replaceAll('&', '&amp;')],
    ['is escaped for HTML twice', link.replaceAll('&', '&amp;amp;')],
    ['is escaped for HTML and its semicolons encoded', link.replaceAll('&', '&amp%3B')],
    ['is escaped in capitals', link.replaceAll('&', '&AMP;')],
    ['is escaped by number', link.replaceAll('&', '&#38;')],
    ['is escaped by hexadecimal number', link.replaceAll('&', '&#x26;')],
    ['is quoted-printable', link.replaceAll('=', '=3D')],
    ['is quoted-printable only in its token', link.replace('token=', 'token=3D')],
    ['is quoted-printable and escaped', link.replaceAll('=', '=3D').replaceAll('&', '&amp;')],
    ['ends a sentence', `${link}.`],
    ['ends a bracketed sentence', `${link}.)`],
    ['ends in the bracket that was around it', `${link}>`],
    ['ends in an encoded bracket', `${link}%3E`],
    ['ends in a quotation mark', `${link}%E2%80%9D`],
    ['ends in a comma where another parameter would follow', `${link},`],
    ['ends in an invisible character', `${link}%E2%80%8B`],
    ['ends in an invisible character that is not encoded', `${link}\ufeff`],
    ['ends in a hard space', `${link}.%C2%A0`],
    ['has a campaign appended to its last value', `${link}?utm_source=mail`],
    ['has one appended and encoded', `${link}%3Futm_source%3Dmail`],
    ['is encoded once more as a whole', encodeURIComponent(link)],
    ['is encoded so, behind its question mark', `?${encodeURIComponent(link)}`],
    ['is encoded so, and escaped before', encodeURIComponent(link.replaceAll('&', '&amp;'))],
    ['has its values encoded twice', link.replaceAll('%', '%25')],
    ['is folded by quoted-printable', link.replace('..', '..%3D%0D%0A')],
    ['is folded and indented', link.replace('..', '..%0D%0A%20%09')],
  ])('%s reads as it was meant', (_, search) => {
    expect(read(search)).toEqual(LINK)
  })
})

describe('a value', () => {
  test('keeps the 3D that it begins with', () => {
    const search = 'username=3Dprinter%40example.com&token=lprvj4'
    expect(read(search)).toEqual({ username: '3Dprinter@example.com', token: 'lprvj4' })
  })

  test('of raw base64 has its padding back', () => {
    const token = `${'c2VjcmV0'.repeat(4)}YQ`
    expect(read(`customerId=7&token=${token}=3D=3D`)).toEqual({
      customerId: '7',
      token: `${token}==`,
    })
  })

  test('keeps a question mark, but no campaign behind it', () => {
    expect(read('username=who?me@example.com&token=lprvj4')).toMatchObject({
      username: 'who?me@example.com',
    })
    expect(read('token=lprvj4&username=who?me@example.com?utm_source=mail&utm_medium=x')).toEqual({
      token: 'lprvj4',
      username: 'who?me@example.com',
      utm_medium: 'x',
    })
  })

  test('stays as it is where its escapes are not any', () => {
    expect(read('token=100%25&username=a%25zz%2541')).toEqual({
      token: '100%',
      username: 'a%zz%41',
    })
  })

  test('keeps the punctuation in its middle', () => {
    expect(read('username=o%27neil.(x)%40example.com')).toEqual({
      username: "o'neil.(x)@example.com",
    })
  })

  test('that is there twice is there twice', () => {
    expect(readLinkQuery('token=a&token=b').getAll('token')).toEqual(['a', 'b'])
  })

  test('of nothing but dots takes no longer than any other', () => {
    const started = performance.now()
    readLinkQuery(`token=${'.'.repeat(100_000)}x`)
    expect(performance.now() - started).toBeLessThan(500)
  })
})

type Mangling = (search: string) => string

const values = (search: string, change: Mangling) =>
  search.replace(/=([^&]*)/g, (_, value: string) => `=${change(value)}`)

const ampersands: Mangling = (search) => search.replaceAll('&', '&amp;')
const encodedAgain: Mangling = (search) => values(search, encodeURIComponent)
const quoted: Mangling = (search) => search.replaceAll('=', '=3D')
const encodedWhole: Mangling = encodeURIComponent
const ending =
  (mark: string): Mangling =>
  (search) =>
    `${search}${mark}`

/** Quoting is done by the mailer, at most once, before any reader of the mail sees the link. */
const manglings = fc
  .record({
    before: fc.constantFrom<Mangling[]>([], [quoted]),
    after: fc.shuffledSubarray<Mangling>([ampersands, ampersands, encodedAgain]),
    end: fc.constantFrom(
      '',
      '.',
      ',',
      ';',
      '>',
      ').',
      '!',
      "'",
      ...['%22', '%3E', '%E2%80%A6', '%C2%A0', '%E2%80%8B', '\ufeff', '?utm_source=mail'],
    ),
    last: fc.constantFrom<Mangling[]>([], [encodedWhole]),
  })
  .map(({ before, after, end, last }) => [...before, ending(end), ...after, ...last])

const mangled = (search: string, steps: readonly Mangling[]) =>
  steps.reduce((text, step) => step(text), search)

const base64url = fc.base64String({ minLength: 4 }).map((text) => text.replace(/[+/=]/g, '_'))
const sealedToken = fc
  .tuple(base64url, base64url, base64url)
  .map((parts) => `eyJ${parts[0]}..${parts[1]}.${parts[2]}`)

describe('a well-formed link', () => {
  test('of ours survives any combination of manglings', () => {
    fc.assert(
      fc.property(fc.uuid(), sealedToken, manglings, (customerId, token, steps) => {
        const sent = { action: 'resetPwd', customerId, token }
        expect(read(mangled(new URLSearchParams(sent).toString(), steps))).toEqual(sent)
      }),
      { numRuns: 500 },
    )
  })

  test('with raw base64 in it survives as well, but for + that reads as a space', () => {
    const token = fc.base64String({ minLength: 16 }).filter((text) => !text.startsWith('3D'))
    fc.assert(
      fc.property(fc.uuid(), token, manglings, (customerId, raw, steps) => {
        const search = `action=resetPwd&customerId=${customerId}&token=${raw}`
        const found = read(mangled(search, steps))
        expect({ ...found, token: found.token?.replaceAll(' ', '+') }).toEqual({
          action: 'resetPwd',
          customerId,
          token: raw,
        })
      }),
      { numRuns: 500 },
    )
  })

  test('of a vendor with an address in it survives as well', () => {
    const address = fc.emailAddress().filter((text) => !text.includes('%'))
    fc.assert(
      fc.property(address, manglings, (username, steps) => {
        const sent = { username, token: 'lprvj4' }
        expect(read(mangled(new URLSearchParams(sent).toString(), steps))).toEqual(sent)
      }),
      { numRuns: 500 },
    )
  })
})

test('no text is too odd to be read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readLinkQuery(text)))
})
