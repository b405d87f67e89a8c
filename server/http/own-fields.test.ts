import { describe, expect, test } from 'vitest'
import { keepOwnFields } from './own-fields.ts'

const BOUNDARY = '----WebKitFormBoundaryAbCdEfGhIjKlMnOp'

const part = (name: string, value: string, more = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
const body = (...parts: string[]) => `${parts.join('')}--${BOUNDARY}--\r\n`

const FIELDS = ['email']
const keep = (...parts: string[]) => keepOwnFields(body(...parts), BOUNDARY, FIELDS, false)
const keepSent = (...parts: string[]) => keepOwnFields(body(...parts), BOUNDARY, FIELDS, true)

const ADA = part('email', 'ada@example.com')
const ACTION = ['$ACTION_REF_1', '$ACTION_1:0', '$ACTION_1:1', '$ACTION_KEY'].map((name) =>
  part(name, 'x'),
)

/** Names as browsers write them: quotes and line breaks escaped, the rest in UTF-8. */
const FOREIGN = [
  ...[
    'ext[field]',
    'user.name',
    'feld \xc3\xbc',
    '',
    ' ',
    'a%22b',
    'a%0D%0Ab',
    '%',
    'a;b=c',
    "a'b",
  ],
  ...['__proto__', 'constructor', '0', '_1_email', 'Email', 'email[]', 'email\\', '_charset_'],
]

describe('a form that the browser posts by itself', () => {
  test.each(FOREIGN)('loses a field that is named %j', (name) => {
    const foreign = part(name, 'x')
    for (const parts of [
      [foreign, ...ACTION, ADA],
      [...ACTION, foreign, ADA],
      [...ACTION, ADA, foreign],
    ])
      expect(keep(...parts)).toBe(body(...ACTION, ADA))
  })

  test('loses files with any name', () => {
    const type = '\r\nContent-Type: application/octet-stream'
    expect(keep(part('email', '\xff\0', `; filename="a.bin"${type}`), ADA)).toBe(body(ADA))
    expect(keep(part('ext', '', `; filename=""${type}`), ADA)).toBe(body(ADA))
  })

  test('keeps everything that React decodes, once or several times', () => {
    const others = [...ACTION, part('$ACTION_ID_1', ''), part('$ACTION_', ''), ...ACTION]
    expect(keep(...others, ADA)).toBe(body(...others, ADA))
  })

  test('keeps each byte of a value', () => {
    const odd = part('email', '\xff\0\r\n--\r\n"')
    expect(keep(odd)).toBe(body(odd))
  })
})

describe('a form that script sends', () => {
  test.each(FOREIGN)('loses a field that is named %j', (name) => {
    const own = part('_1_email', 'ada@example.com')
    const values = part('0', '[{},"$K1"]')
    expect(keepSent(part(`_1_${name}`, 'x'), own, values)).toBe(body(own, values))
    expect(keepSent(own, part(`_1_${name}`, 'x'), values)).toBe(body(own, values))
  })

  test('keeps everything that React decodes besides the fields', () => {
    const others = ['0', '1', '_2_email', '__proto__', 'email'].map((name) => part(name, 'x'))
    expect(keepSent(...others)).toBe(body(...others))
  })
})

describe('of several fields with our name', () => {
  const EVE = part('email', 'eve@example.com')
  const DIRECTION = part('email-dir', 'ltr')

  test('keeps the one followed by its direction, at any position', () => {
    for (const parts of [
      [EVE, ...ACTION, ADA, DIRECTION],
      [...ACTION, EVE, ADA, DIRECTION],
      [...ACTION, ADA, DIRECTION, EVE],
      [EVE, ...ACTION, EVE, ADA, DIRECTION, EVE],
    ])
      expect(keep(...parts)).toBe(body(...ACTION, ADA))
  })

  test('keeps the first when the browser sends no direction', () => {
    expect(keep(...ACTION, ADA, EVE)).toBe(body(...ACTION, ADA))
    expect(keep(...ACTION, ADA, EVE, part('email-dir', 'x'), EVE)).toBe(body(...ACTION, EVE))
  })
})

test.each<[string, string]>([
  ['that is empty', ''],
  ['without an end', body(ADA).slice(0, -`--${BOUNDARY}--\r\n`.length)],
  ['with something before the first field', `x${body(ADA)}`],
  ['with a part of another kind', body(ADA.replace('form-data', 'attachment'))],
  ['with a header that no browser writes', body(part('email', 'x', '\r\nX-Own: 1'))],
  ['with a name that is not quoted', body(ADA.replace('"email"', 'email'))],
])('changes nothing in a body %s', (_, text) => {
  const kept = keepOwnFields(text, BOUNDARY, FIELDS, false)
  expect(kept === null || kept === text).toBe(true)
})
