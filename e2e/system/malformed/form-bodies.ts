import * as fc from 'fast-check'
import type { SiteKnowledge } from '#e2e/system/probe-site.ts'
import { words } from '#lib/words-fixture.ts'
import { type Body, multipart, part } from '#server/http/multipart-fixture.ts'
import { chance, MARKUP, oneOf, weighted } from './choices.ts'

const NAMES = [
  ...words(`
  email email[] email[0] email[x] email.0 EMAIL password account confirmPassword __proto__
  constructor toString a"b \0 é $ACTION_KEY $ACTION_REF_1 $ACTION_REF_ $ACTION_REF_9
  $ACTION_REF_1_x $ACTION_ $ACTION_1:0 $ACTION_1:1 $ACTION_1:2 $ACTION_1:__proto__ $ACTION_ID_
  $ACTION_ID_x $ACTION_FOO 0`),
  ...['', 'a\r\nb', `$ACTION_ID_${'0'.repeat(42)}`, `$ACTION_ID_${'f'.repeat(10_000)}`],
]

const VALUES = [
  ...words(
    `ada@example.com \0 \ud800 %00 $K1 $@1 [] {} null {"id":"x","bound":"$@1"} [{}] ${MARKUP}`,
  ),
  ...['', ' ', 'a'.repeat(5000), 'é'.repeat(300), '\r\nBcc: x@evil.example'],
]

const PART_HEADERS = [
  ...['text/html', 'application/octet-stream', 'multipart/mixed; boundary=inner'],
  'text/plain; charset=utf-16',
]
  .map((type) => `Content-Type: ${type}`)
  .concat('Content-Transfer-Encoding: base64', 'Content-Type', `X: ${'x'.repeat(9000)}`, '\0: \0')
  .map((line) => `${line}\r\n`)

const MORE = [
  ...['; filename="a.txt"', '; filename=""', "; filename*=UTF-8''%ff", '; name="other"', ';'],
  ...['; filename', `; filename="${'../'.repeat(50)}etc/passwd"`],
]

const retype = (type: (body: Body) => string) => (body: Body) => ({ ...body, type: type(body) })
const rewrite = (bytes: (bytes: Buffer) => Buffer) => (body: Body) => ({
  ...body,
  bytes: bytes(body.bytes),
})
const around = (before: string, after: string | Buffer) =>
  rewrite((bytes) => Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]))

/** Kinds of damage to a body with correct parts. */
const DAMAGE: readonly ((body: Body, boundary: string) => Body)[] = [
  (body) => body,
  ...['', ';boundary=', ';boundary=""', '; boundary=x', `; boundary=${'b'.repeat(5000)}`].map(
    (end) => retype(() => `multipart/form-data${end}`),
  ),
  retype(({ type }) => `${type}; boundary=other`),
  retype(({ type }) => `${type}; charset=utf-16`),
  retype(() => 'multipart/mixed; boundary=abc'),
  retype(({ type }) => `application/x-www-form-urlencoded; ${type}`),
  retype(({ type }) => `${type}, ${type}`),
  retype(({ type }) => type.toUpperCase()),
  rewrite((bytes) => bytes.subarray(0, -6)),
  rewrite((bytes) => bytes.subarray(0, bytes.length >> 1)),
  rewrite((bytes) => bytes.subarray(20)),
  rewrite((bytes) => Buffer.from(bytes.toString().replaceAll('\r\n', '\n'))),
  rewrite((bytes) => Buffer.concat([bytes, bytes])),
  around('preamble\r\n', ''),
  around('', 'epilogue'),
  around('', Buffer.from([0xff, 0xfe, 0])),
  ...['--\r\n', '\r\n\r\n'].map((end) => (body: Body, boundary: string) => ({
    ...body,
    bytes: Buffer.from(`--${boundary}${end}`),
  })),
  rewrite(() => Buffer.alloc(0)),
]

const rarely = (choices: readonly string[]) => weighted([3, fc.constant('')], [1, oneOf(choices)])
const value = weighted([9, oneOf(VALUES)], [1, fc.string({ unit: 'binary', maxLength: 200 })])
const field = fc
  .tuple(oneOf(NAMES), value, rarely(MORE), rarely(PART_HEADERS))
  .map((all) => part(...all))
const fields = weighted(
  [39, fc.array(field, { maxLength: 5 })],
  [1, fc.constant(Array<string>(1000).fill(part('a', '')))],
)
const boundaries = oneOf(
  [1, 8, 27, 40, 70, 71, 200].map((length) => 'boundary'.repeat(25).slice(-length)),
)

/** Draws a form that no browser would send. */
export const oddForm = ({ forms }: SiteKnowledge): fc.Arbitrary<Body> => {
  const hidden = oneOf(forms)
    .chain((form) => fc.subarray([...form]))
    .map((form) => form.map(([name, value]) => part(name, value)))
  return fc
    .tuple(chance(1, 2), hidden, fields, boundaries, oneOf(DAMAGE))
    .map(([isOurs, own, others, boundary, damage]) =>
      damage(multipart([...(isOurs ? own : []), ...others], boundary), boundary),
    )
}
