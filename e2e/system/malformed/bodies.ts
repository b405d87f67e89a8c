import type { Head } from '#e2e/system/raw-request.ts'
import { flightBody } from './flight.ts'
import { type Body, type Known, MARKUP } from './known.ts'
import { multipartBody } from './multipart.ts'
import type { Random } from './random.ts'

const TYPES = [
  ...['application/x-www-form-urlencoded', 'application/json', 'text/plain', 'text/x-component'],
  ...[
    'text/plain;charset=UTF-8',
    'application/octet-stream',
    'multipart/form-data',
    'a/b',
    '/',
    '',
  ],
  ...['application/json; charset=utf-7', 'application/grpc-web', 'text/xml', '; ; ;', 'é', MARKUP],
]

const TEXTS = [
  ...['', '{', '}', 'null', '[]', '"', '{"email":["a@b.example","c@d.example"]}', '\0', '&&&==='],
  ...['email=a@b.example&email=c@d.example', 'email[]=a', '%', '%zz=%ff', 'a='.repeat(4000), '0'],
  ...['{"__proto__":{"polluted":true}}', '['.repeat(7000), '{"a":'.repeat(2500), '1e400', MARKUP],
  ...['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
]

/** A body of any kind. */
export function anyBody(random: Random, known: Known): Body {
  const kind = random.below(10)
  if (kind < 4) return multipartBody(random, known)
  if (kind < 7) return flightBody(random)
  const type = random.pick(TYPES)
  if (kind === 7) return { type, bytes: random.bytes(random.pick([1, 50, 1000])) }
  if (kind === 8) return { type, bytes: Buffer.alloc(random.pick([16_385, 17_408, 70_000]), 'a') }
  return { type, bytes: Buffer.from(random.pick(TEXTS)) }
}

type Framing = { fields: Head; bytes: Buffer; breaksOff: boolean }

/** The fields of the head that say how long a body is, and the body as it is put on the wire. */
export function framed(random: Random, bytes: Buffer): Framing {
  const length = String(bytes.length)
  const chunks = chunked(random, bytes)
  const framings: [Framing, ...Framing[]] = [
    { fields: [['Content-Length', length]], bytes, breaksOff: false },
    { fields: [['Content-Length', length]], bytes, breaksOff: false },
    { fields: [['Content-Length', length]], bytes, breaksOff: false },
    { fields: [['Transfer-Encoding', 'chunked']], bytes: chunks, breaksOff: false },
    { fields: [['Transfer-Encoding', 'chunked']], bytes: chunks.subarray(0, -5), breaksOff: true },
    { fields: [['Content-Length', '9999999999']], bytes, breaksOff: true },
    { fields: [['Content-Length', `${bytes.length + 7}`]], bytes, breaksOff: true },
    { fields: [], bytes, breaksOff: true },
    ...ODD_FIELDS.map((fields) => ({ fields, bytes, breaksOff: true })),
    ...BAD_CHUNKS.map(
      (text): Framing => ({
        fields: [['Transfer-Encoding', 'chunked']],
        bytes: Buffer.from(text),
        breaksOff: true,
      }),
    ),
  ]
  return random.chance(3, 4) ? (framings[random.below(4)] ?? framings[0]) : random.pick(framings)
}

const ODD_FIELDS: readonly Head[] = [
  [['Content-Length', '-1']],
  [['Content-Length', '1e3']],
  [['Content-Length', '0x10']],
  [['Content-Length', '']],
  [
    ['Content-Length', '5'],
    ['Content-Length', '6'],
  ],
  [
    ['Content-Length', '5'],
    ['Transfer-Encoding', 'chunked'],
  ],
  [['Transfer-Encoding', 'gzip, chunked']],
  [['Transfer-Encoding', 'xchunked']],
  [['Transfer-Encoding', 'chunked, identity']],
]

const BAD_CHUNKS = [
  'zz\r\nabc\r\n',
  '5\r\nabc',
  '-1\r\n\r\n',
  'ffffffffffffffff\r\n',
  '5;\0\r\nabcde\r\n',
]

function chunked(random: Random, bytes: Buffer): Buffer {
  const size = random.pick([1 + (bytes.length >> 3), 4096, 65_536])
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) {
    const piece = bytes.subarray(at, at + size)
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'))
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')])
}
