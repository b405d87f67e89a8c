import * as fc from 'fast-check'
import { words } from '#lib/words-fixture.ts'
import { type Body, multipart, part } from '#server/http/multipart-fixture.ts'
import { MARKUP, oneOf, weighted } from './choices.ts'

/** References and values of React's wire format, correct and misplaced. */
const REFERENCES = words(`
  $K1 $K $Kffffffff $@0 $@1 $@ $F1 $F0 $F $h1 $B1 $B0 $B $Q1 $Q0 $W1 $W0 $i1 $i0 $i $G1 $A1 $A $O1
  $o1 $U1 $S1 $s1 $L1 $l1 $g1 $M1 $m1 $V1 $R1 $r1 $x1 $X1 $T $T1 $D2026 $Dnever $n123 $n- $nzz $N $I
  $-I $-0 $n${'9'.repeat(5000)} $u $1 $0 $00 $99999999 $-1 $1:then $1:__proto__:then $ $$ $Y
  $0:constructor:constructor $1:constructor:constructor $1:a:b:c:d $Sx $E{} $Z $C1 $P1 $H1 $J1 $:
  $1: $a:b $ACTION_ID_x $\0 $@x:y:z ${MARKUP}`)

const nested = (depth: number, inner = '') => `${'['.repeat(depth)}${inner}`

const SHAPES: readonly ((one: string, other: string) => string)[] = [
  (one) => one,
  (one) => `[${one}]`,
  (one, other) => `[{},${one},${other}]`,
  (one) => `[{"email":${one}},${one}]`,
  (one) => `{"__proto__":${one}}`,
  (one) => `[{"__proto__":{"then":${one}}},"$K1"]`,
  (one) => `{"then":${one},"status":"resolved_model","reason":-1}`,
  (one) =>
    `{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B1337\\"}","_response":{"_prefix":"process.exit(3);","_chunks":"$Q2","_formData":{"get":${one}}}}`,
  (one) => `{"constructor":{"constructor":${one}}}`,
  (one) => `{"id":${one},"bound":"$@1"}`,
  (one) => nested(5000, one),
  (one) => nested(3000, one) + ']'.repeat(3000),
  ...[`[${Array(2000).fill('"$K1"')}]`, `[${Array(2000).fill('"$@1"')}]`, '["$0","$0","$0"]'].map(
    (text) => () => text,
  ),
  ...['[{"a":1},"$K1"', '', 'null', '"$0"', '1e999', '{"length":1e9}'].map((text) => () => text),
]

const NAMES = words('0 1 2 _1_email _1_password _1_ _1_account __proto__ -1 x 00')

const reference = oneOf(REFERENCES)
const shape = fc
  .tuple(
    oneOf(SHAPES),
    reference.map((one) => JSON.stringify(one)),
    reference.map((one) => JSON.stringify(one)),
  )
  .map(([build, one, other]) => build(one, other))
const field = fc.tuple(oneOf(NAMES), fc.oneof(shape, reference)).map((both) => part(...both))

/** Draws arguments of an action, as JavaScript would send them, and damaged. */
export const flightBody: fc.Arbitrary<Body> = weighted(
  [1, shape.map((text) => ({ type: 'text/plain;charset=UTF-8', bytes: Buffer.from(text) }))],
  [
    2,
    fc
      .tuple(shape, fc.array(field, { minLength: 1, maxLength: 5 }))
      .map(([first, others]) => multipart([part('0', first), ...others], 'boundary'.repeat(4))),
  ],
)
