import { type Body, type Known, MARKUP } from './known.ts'
import type { Random } from './random.ts'

/** One field of a multipart body. */
export const part = (name: string, value: string, more = '', headers = ''): string =>
  `Content-Disposition: form-data; name="${name}"${more}\r\n${headers}\r\n${value}\r\n`

/** A well-formed multipart body. */
/** A form of plain fields, as a browser posts it. */
export const sealFields = (fields: Fields): Body =>
  sealParts(
    fields.map(([name, value]) => part(name, value)),
    '----WebKitFormBoundaryHardlyAnyChance',
  )

type Fields = readonly (readonly [name: string, value: string])[]

export const sealParts = (parts: readonly string[], boundary: string): Body => ({
  type: `multipart/form-data; boundary=${boundary}`,
  bytes: Buffer.from(
    `${parts.map((each) => `--${boundary}\r\n${each}`).join('')}--${boundary}--\r\n`,
  ),
})

const VALUES = [
  ...[
    'ada@example.com',
    'a'.repeat(5000),
    '',
    ' ',
    '\0',
    '\ud800',
    '%00',
    '\r\nBcc: x@evil.example',
  ],
  ...[
    '$K1',
    '$@1',
    '[]',
    '{}',
    'null',
    '{"id":"x","bound":"$@1"}',
    '[{}]',
    'é'.repeat(300),
    MARKUP,
  ],
]

const NAMES = [
  ...[
    'email',
    'email',
    'email[]',
    'email[0]',
    'email[x]',
    'email.0',
    'EMAIL',
    'password',
    'account',
  ],
  ...['confirmPassword', '__proto__', 'constructor', 'toString', '', 'a"b', 'a\r\nb', '\0', 'é'],
  ...[
    '$ACTION_KEY',
    '$ACTION_REF_1',
    '$ACTION_REF_',
    '$ACTION_REF_9',
    '$ACTION_REF_1_x',
    '$ACTION_',
  ],
  ...[
    '$ACTION_1:0',
    '$ACTION_1:1',
    '$ACTION_1:2',
    '$ACTION_ID_',
    '$ACTION_ID_x',
    '$ACTION_FOO',
    '0',
  ],
  ...[`$ACTION_ID_${'0'.repeat(42)}`, `$ACTION_ID_${'f'.repeat(10_000)}`, '$ACTION_1:__proto__'],
]

const PART_HEADERS = [
  '',
  'Content-Type: text/html\r\n',
  'Content-Type: application/octet-stream\r\n',
  'Content-Type: multipart/mixed; boundary=inner\r\n',
  'Content-Type: text/plain; charset=utf-16\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Type\r\n',
  `X-Long: ${'x'.repeat(9000)}\r\n`,
  '\0: \0\r\n',
]

const MORE = [
  '; filename="a.txt"',
  '; filename=""',
  `; filename="${'../'.repeat(50)}etc/passwd"`,
  "; filename*=UTF-8''%ff",
  '; name="other"',
  ';',
  '; filename',
]

/** What can be done to a body whose parts are right. */
const DAMAGE: readonly ((body: Body, boundary: string) => Body)[] = [
  (body) => body,
  (body) => ({ ...body, type: 'multipart/form-data' }),
  (body) => ({ ...body, type: 'multipart/form-data; boundary=' }),
  (body) => ({ ...body, type: 'multipart/form-data; boundary=""' }),
  (body) => ({ ...body, type: 'multipart/form-data; boundary=x' }),
  (body) => ({ ...body, type: `${body.type}; boundary=other` }),
  (body) => ({ ...body, type: `${body.type}; charset=utf-16` }),
  (body) => ({ ...body, type: `multipart/form-data; boundary=${'b'.repeat(5000)}` }),
  (body) => ({ ...body, type: 'multipart/mixed; boundary=abc' }),
  (body) => ({ ...body, type: `application/x-www-form-urlencoded; ${body.type}` }),
  (body) => ({ ...body, type: `${body.type}, ${body.type}` }),
  (body) => ({ ...body, type: body.type.toUpperCase() }),
  (body) => ({ ...body, bytes: body.bytes.subarray(0, -6) }),
  (body) => ({ ...body, bytes: body.bytes.subarray(0, body.bytes.length >> 1) }),
  (body) => ({ ...body, bytes: body.bytes.subarray(20) }),
  (body) => ({ ...body, bytes: Buffer.from(body.bytes.toString().replaceAll('\r\n', '\n')) }),
  (body) => ({ ...body, bytes: Buffer.concat([Buffer.from('preamble\r\n'), body.bytes]) }),
  (body) => ({ ...body, bytes: Buffer.concat([body.bytes, Buffer.from('epilogue')]) }),
  (body) => ({ ...body, bytes: Buffer.concat([body.bytes, body.bytes]) }),
  (body) => ({ ...body, bytes: Buffer.concat([body.bytes, Buffer.from([0xff, 0xfe, 0])]) }),
  (_, boundary) => ({
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.from(`--${boundary}--\r\n`),
  }),
  (_, boundary) => ({
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.from(`--${boundary}\r\n\r\n`),
  }),
  (_, boundary) => ({ type: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.alloc(0) }),
]

/** A posted form that no browser would send. */
export function multipartBody(random: Random, known: Known): Body {
  const boundary = random.word(random.pick([1, 8, 27, 40, 70, 71, 200]))
  const odd = () =>
    part(
      random.pick(NAMES),
      random.chance(1, 10) ? random.bytes(200).toString('latin1') : random.pick(VALUES),
      random.chance(1, 4) ? random.pick(MORE) : '',
      random.chance(1, 4) ? random.pick(PART_HEADERS) : '',
    )
  const hidden = random.pick(known.forms).filter(() => random.chance(4, 5))
  const own = random.chance(1, 2) ? hidden.map(([name, value]) => part(name, value)) : []
  const count = random.chance(1, 40) ? 1000 : random.below(6)
  const fields = Array.from({ length: count }, () => (count > 6 ? part('a', '') : odd()))
  return random.pick(DAMAGE)(sealParts([...own, ...fields], boundary), boundary)
}
