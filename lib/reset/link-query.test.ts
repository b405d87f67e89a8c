import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLinkQuery } from './link-query.ts'

const TOKEN = 'eyJhbGciOiJkaXIifQ..aXYtaXYtaXY-aXYt.c2VhbGVk_c2VhbGVk.dGFnLXRhZy10YWc'
const LINK = { action: 'resetPwd', customerId: 'ada+1@example.com', token: TOKEN }
const link = new URLSearchParams(LINK).toString()

/** Lists the readings of a query, the likeliest first. */
const readings = (search: string) => readLinkQuery(search).map((each) => Object.fromEntries(each))

const read = (search: string) => readings(search)[0]

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
    ['is quoted-printable down to its dots', link.replaceAll('=', '=3D').replace('..', '=2E=2E')],

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
    expect(readings(search)).toContainEqual(LINK)
  })
})

describe('a value', () => {
  test('keeps 3D at the start of a value that is not quoted-printable', () => {
    const search = 'username=3Dprinter%40example.com&token=lprvj4'
    expect(read(search)).toEqual({ username: '3Dprinter@example.com', token: 'lprvj4' })
  })

  test('loses the 3D of quoted-printable, also before an added campaign', () => {
    const search = `${link.replaceAll('=', '=3D')}&utm_source=a`
    expect(read(search)).toEqual({ ...LINK, utm_source: 'a' })
  })

  test('keeps its base64 padding, quoted or not', () => {
    const token = `${'c2VjcmV0'.repeat(4)}YQ==`
    const meant = { customerId: '7', token }
    expect(read(`customerId=7&token=${token}`)).toEqual(meant)
    expect(read(`customerId=7&token=${token}%0D%0A`)).toEqual(meant)
    expect(readings(`customerId=7&token=${token.replaceAll('=', '=3D')}`)).toContainEqual(meant)
  })

  test('keeps a leading 3D if another value shows that the link was not quoted', () => {
    const search = 'action=resetPwd&customerId=3Dc2VjcmV0&token=3Dc2VjcmV0'
    expect(read(search)).toEqual({
      action: 'resetPwd',
      customerId: '3Dc2VjcmV0',
      token: '3Dc2VjcmV0',
    })
  })

  test('keeps a question mark, and loses a campaign after it', () => {
    expect(read('username=who?me@example.com&token=lprvj4')).toMatchObject({
      username: 'who?me@example.com',
    })
    expect(read('token=lprvj4&username=who?me@example.com?utm_source=mail&utm_medium=x')).toEqual({
      token: 'lprvj4',
      username: 'who?me@example.com',
      utm_medium: 'x',
    })
  })

  test('is unchanged if its escapes are malformed', () => {
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

  test('that is repeated keeps both', () => {
    expect(readLinkQuery('token=a&token=b')[0]?.getAll('token')).toEqual(['a', 'b'])
  })

  test.each(['.', '\n', '\n.', '=', '=\n', '%3D', '?utm_', ' '])(
    'of only %j takes no longer to read than any other',
    (part) => {
      const steps = (length: number) => {
        const search = `token=${part.repeat(length)}x`
        const started = process.cpuUsage()
        readLinkQuery(search)
        return process.cpuUsage(started).user
      }
      steps(1000)
      expect(steps(50_000)).toBeLessThan(500_000)
    },
  )
})

test('any text can be read', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readLinkQuery(text)))
})
