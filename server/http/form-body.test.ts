import { describe, expect, test } from 'vitest'
import { validateFormBody } from './form-body.ts'
import { BOUNDARY, formBody } from './multipart-fixture.ts'

const ID = 'a1'.repeat(21)
const OLD = 'b2'.repeat(21)

type Fields = [name: string, value: string][]

const posted: Fields = [
  ['$ACTION_REF_1', ''],
  ['$ACTION_1:0', JSON.stringify({ id: ID, bound: '$@1' })],
  ['$ACTION_1:1', '[{}]'],
  ['$ACTION_KEY', 'k2311'],
  ['email', 'ada@example.com'],
]
const sent: Fields = [
  ...posted.map(([name, value]): Fields[0] => [`_1_${name}`, value]),
  ['0', '[{},"$K1"]'],
]

const multipart = (fields: Fields) => formBody(fields).bytes.toString()

type Own = { body?: string | Uint8Array<ArrayBuffer>; type?: string; action?: string }

const read = (fields: Fields, { body, type, action }: Own = {}) =>
  validateFormBody(
    new Request('http://localhost', {
      method: 'POST',
      body: body ?? multipart(fields),
      headers: {
        'content-type': type ?? `multipart/form-data; boundary=${BOUNDARY}`,
        ...(action !== undefined && { 'next-action': action }),
      },
    }),
    new Set([ID]),
  )

/** Replaces the value of a field in the posted form; null removes the field. */
const but = (field: string, value: string | null): Fields =>
  value === null
    ? posted.filter(([name]) => name !== field)
    : posted.map(([name, old]) => [name, name === field ? value : old])

test('a form that a browser has posted or JavaScript has sent is valid', async () => {
  expect(await read(posted)).toMatchObject({ kind: 'valid', fields: new Map(posted) })
  expect(await read(sent, { action: ID })).toMatchObject({ kind: 'valid' })
})

test('a form of a page with a result is valid', async () => {
  const state = '[{"data":{"failed":"other-link","wait":"$undefined"}}]'
  expect(await read(but('$ACTION_1:1', state))).toMatchObject({ kind: 'valid' })
})

test('a form of another build is outdated', async () => {
  expect(await read(but('$ACTION_1:0', `{"id":"${OLD}","bound":"$@1"}`))).toEqual({
    kind: 'outdated',
  })
  expect(await read(sent, { action: OLD })).toEqual({ kind: 'outdated' })
})

test.each([
  'text/plain',
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=short',
  `multipart/form-data; boundary=${'x'.repeat(71)}`,
  `multipart/form-data; boundary=${BOUNDARY}, multipart/form-data`,
  '',
])('the media type %j is not one of a form (AP-02)', async (type) => {
  expect(await read(posted, { type })).toEqual({ kind: 'refused', status: 415 })
})

test('a body over 16 kB is not read to its end (FR-10, NX-05)', async () => {
  const chunk = new Uint8Array(4096)
  let pulled = 0
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      pulled += 1
      controller.enqueue(chunk)
    },
  })
  const headers = new Headers({ 'content-type': `multipart/form-data; boundary=${BOUNDARY}` })
  expect(await validateFormBody({ headers, body }, new Set([ID]))).toEqual({
    kind: 'refused',
    status: 413,
  })
  expect(pulled).toBeLessThan(8)
})

const MALFORMED = { kind: 'refused', status: 400 }

describe('refused as malformed is', () => {
  test.each<[string, string]>([
    ['no body', ''],
    ['an end that is missing', multipart(posted).slice(0, -6)],
    ['something before the first field', `x${multipart(posted)}`],
    ['something after the last', `${multipart(posted)}x`],
    ['a file', multipart(posted).replace('name="email"', 'name="email"; filename="a"')],
    ['a part of another kind', multipart(posted).replace('form-data; name="email"', 'attachment')],
    [
      'a header more',
      multipart(posted).replace('name="email"', 'name="email"\r\nContent-Type: a/b'),
    ],
  ])('%s', async (_, body) => {
    expect(await read(posted, { body })).toEqual(MALFORMED)
  })

  test('a body that begins with a byte order mark', async () => {
    expect(await read(sent, { body: `\ufeff${multipart(sent)}`, action: ID })).toEqual(MALFORMED)
  })

  test('text that is not UTF-8: no byte of a password is guessed', async () => {
    const body = new TextEncoder().encode(multipart(posted))
    body[body.indexOf(0x40)] = 0xff
    expect(await read(posted, { body })).toEqual(MALFORMED)
  })

  test.each<[string, Fields]>([
    ['no action', but('$ACTION_1:0', null)],
    ['no key', but('$ACTION_KEY', null)],
    ['an action twice', [...posted, ...posted.slice(0, 1)]],
    ['an action of another kind', [...posted, [`$ACTION_ID_${ID}`, '']]],
    ['an id that is none', but('$ACTION_1:0', '{"id":"__proto__","bound":"$@1"}')],
    ['what is bound elsewhere', but('$ACTION_1:0', `{"id":"${ID}","bound":"$@2"}`)],
    ['more than an id', but('$ACTION_1:0', `{"id":"${ID}","bound":"$@1","then":1}`)],
    ['a state that is not JSON', but('$ACTION_1:1', '[{')],
    ...['null', '5', '[]', '[{},{}]', `[${'0,'.repeat(1001)}0]`].map((state): [string, Fields] => [
      `a state of ${state.slice(0, 9)}`,
      but('$ACTION_1:1', state),
    ]),
    ['a name with an odd character', [...posted, ['_1_\0x', '']]],
    ['a name with a backslash at its end', [...posted, ['a\\', '']]],
    ['a state that is resolved', but('$ACTION_1:1', '["$F1"]')],
    ['a state that is resolved, deep down', but('$ACTION_1:1', '[{"a":[{"b":"$1:then"}]}]')],
    ['a prototype in the state', but('$ACTION_1:1', '[{"__proto__":{"a":1}}]')],
    ['a constructor in the state', but('$ACTION_1:1', '[{"constructor":1}]')],
    ['a state of many levels', but('$ACTION_1:1', '['.repeat(20) + ']'.repeat(20))],
  ])('%s', async (_, fields) => {
    expect(await read(fields)).toEqual(MALFORMED)
  })

  test.each<[string, Fields]>([
    ['no values', sent.slice(0, -1)],
    ['values of another kind', [...sent.slice(0, -1), ['0', '["$F1","$K1"]']]],
    ['values besides', [...sent, ['1', '{}']]],
  ])('%s, sent by script', async (_, fields) => {
    expect(await read(fields, { action: ID })).toEqual(MALFORMED)
  })

  test('an action that has no id, sent by script', async () => {
    expect(await read(sent, { action: 'constructor' })).toEqual(MALFORMED)
  })
})
