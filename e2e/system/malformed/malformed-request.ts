import * as fc from 'fast-check'
import { newClient } from '#e2e/system/form.ts'
import type { SiteKnowledge } from '#e2e/system/probe-site.ts'
import { type Head, type RawRequest, spell } from '#e2e/system/raw-request.ts'
import { words } from '#lib/words-fixture.ts'
import type { Body } from '#server/http/multipart-fixture.ts'
import { chance, MARKUP, oneOf, weighted } from './choices.ts'
import { flightBody } from './flight-bodies.ts'
import { oddForm } from './form-bodies.ts'
import { oddCookie, oddFields } from './head-fields.ts'
import { target } from './targets.ts'

const METHODS = [
  ...words(`
  GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT PROPFIND post Get QUERY PURGE M-SEARCH
  SUBSCRIBE FOO G\0T PRI`),
  ...['', 'GET GET'],
]

const FORMS = words(
  '/forgot-password /change-password /change-password/expired /change-password/with-link',
)

const TYPES = [
  ...words(`
  application/x-www-form-urlencoded application/json text/plain text/x-component
  text/plain;charset=UTF-8 application/octet-stream multipart/form-data a/b / é text/xml
  application/grpc-web ${MARKUP}`),
  ...['', 'application/json; charset=utf-7', '; ; ;'],
]

const TEXTS = [
  ...words(`
  { } null [] " \0 &&&=== email=a@b.example&email=c@d.example email[]=a % %zz=%ff 0 1e400 ${MARKUP}
  {"email":["a@b.example","c@d.example"]} {"__proto__":{"polluted":true}}`),
  ...['', 'a='.repeat(4000), '['.repeat(7000), '{"a":'.repeat(2500)],
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
]

const otherBody: fc.Arbitrary<Body> = fc.record({
  type: oneOf(TYPES),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 1000, size: 'max' }).map((bytes) => Buffer.from(bytes)),
    oneOf([16_385, 17_408, 70_000]).map((length) => Buffer.alloc(length, 'a')),
    oneOf(TEXTS).map((text) => Buffer.from(text)),
  ),
})

type Framing = { readonly head: Head; readonly bytes: Buffer; readonly breaksOff: boolean }

const lengthIs = (length: number | string): Head[number] => ['Content-Length', String(length)]
const encodingIs = (encoding: string): Head[number] => ['Transfer-Encoding', encoding]

const ODD_HEADS: readonly Head[] = [
  [],
  ...['9999999999', '-1', '1e3', '0x10', ''].map((length) => [lengthIs(length)]),
  ...['gzip, chunked', 'xchunked', 'chunked, identity'].map((encoding) => [encodingIs(encoding)]),
  [lengthIs(5), lengthIs(6)],
  [lengthIs(5), encodingIs('chunked')],
]

const ODD_CHUNKS = words('zz|abc| 5|abc -1|| ffffffffffffffff| 5;\0|abcde|').map((text) =>
  Buffer.from(text.replaceAll('|', '\r\n')),
)

const CHUNKED = [encodingIs('chunked')]

/** Draws the framing of a body: with its length, in chunks, or with a wrong head. */
function framed(bytes: Buffer): fc.Arbitrary<Framing> {
  const pieces = oneOf([1 + (bytes.length >> 3), 4096, 65_536]).map((size) => chunked(bytes, size))
  const whole = (head: Head, own = bytes) => ({ head, bytes: own, breaksOff: false })
  const broken = (head: Head, own = bytes) => ({ head, bytes: own, breaksOff: true })
  return weighted<Framing>(
    [9, fc.constant(whole([lengthIs(bytes.length)]))],
    [3, pieces.map((all) => whole(CHUNKED, all))],
    [1, pieces.map((all) => broken(CHUNKED, all.subarray(0, -5)))],
    [1, fc.constant(broken([lengthIs(bytes.length + 7)]))],
    [2, oneOf(ODD_HEADS).map((head) => broken(head))],
    [1, oneOf(ODD_CHUNKS).map((all) => broken(CHUNKED, all))],
  )
}

function chunked(bytes: Buffer, size: number): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size)
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'))
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')])
}

/** Draws a request that no honest client sends. */
export function malformedRequest(known: SiteKnowledge): fc.Arbitrary<RawRequest> {
  const maybe = (times: number, inAll: number, fields: fc.Arbitrary<Head>) =>
    fc.tuple(chance(times, inAll), fields).map(([isThere, all]) => (isThere ? all : []))
  const start = weighted([2, fc.constant(known.cookie)], [1, oddCookie(known)]).map(
    (cookie): Head => [
      ['Host', known.host],
      ['Connection', 'close'],
      ['X-Forwarded-For', newClient()],
      ['Cookie', cookie],
    ],
  )
  const action = oneOf(known.actions).map((id): Head => [['Next-Action', id]])
  const body = weighted([4, oddForm(known)], [3, flightBody], [3, otherBody]).chain((one) =>
    framed(one.bytes).map((framing) => ({ ...framing, type: one.type })),
  )
  /** A form whose head is mostly accepted. */
  const form = fc
    .record({
      where: weighted([4, oneOf(FORMS)], [1, target]),
      start,
      body,
      action: maybe(2, 5, action),
      more: maybe(1, 4, oddFields(known)),
    })
    .map(({ where, start, body: { type, head, bytes, breaksOff }, action, more }) => {
      const own: Head = [
        ['Origin', known.origin],
        ['Content-Type', type],
      ]
      return {
        bytes: spell('POST', where, [...start, ...own, ...head, ...action, ...more], bytes),
        breaksOff,
      }
    })
  const other = fc
    .tuple(
      fc.oneof(fc.constant('GET'), oneOf(METHODS)),
      target,
      start,
      maybe(3, 4, oddFields(known)),
    )
    .map(([method, where, start, more]) => ({ bytes: spell(method, where, [...start, ...more]) }))
  return weighted<RawRequest>([3, form], [2, other])
}
