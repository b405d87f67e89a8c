import { type Body, MARKUP } from './known.ts'
import { part, sealParts } from './multipart.ts'
import type { Random } from './random.ts'

/** References and values of React's wire format, in place and out of place. */
const REFERENCES = [
  ...['$K1', '$K', '$Kffffffff', '$@0', '$@1', '$@', '$F1', '$F0', '$F', '$h1', '$B1', '$B0', '$B'],
  ...[
    '$Q1',
    '$Q0',
    '$W1',
    '$W0',
    '$i1',
    '$i0',
    '$i',
    '$G1',
    '$A1',
    '$A',
    '$O1',
    '$o1',
    '$U1',
    '$S1',
  ],
  ...[
    '$s1',
    '$L1',
    '$l1',
    '$G1',
    '$g1',
    '$M1',
    '$m1',
    '$V1',
    '$R1',
    '$r1',
    '$x1',
    '$X1',
    '$T',
    '$T1',
  ],
  ...[
    '$D2026',
    '$Dnever',
    '$n123',
    '$n-',
    `$n${'9'.repeat(5000)}`,
    '$nzz',
    '$N',
    '$I',
    '$-I',
    '$-0',
  ],
  ...['$u', '$1', '$0', '$00', '$99999999', '$-1', '$1:then', '$1:__proto__:then', '$', '$$', '$Y'],
  ...[
    '$0:constructor:constructor',
    '$1:constructor:constructor',
    '$1:a:b:c:d',
    '$Sx',
    '$E{}',
    '$Z',
  ],
  ...[
    '$C1',
    '$P1',
    '$H1',
    '$J1',
    '$:',
    '$1:',
    '$a:b',
    '$ACTION_ID_x',
    '$\u0000',
    '$@x:y:z',
    MARKUP,
  ],
]

const SHAPES: readonly ((one: string, other: string) => string)[] = [
  (one) => JSON.stringify(one),
  (one) => JSON.stringify([one]),
  (one, other) => JSON.stringify([{}, one, other]),
  (one) => JSON.stringify([{ email: one }, one]),
  (one) => `{"__proto__":${JSON.stringify(one)}}`,
  (one) => `[{"__proto__":{"then":${JSON.stringify(one)}}},"$K1"]`,
  (one) => `{"then":${JSON.stringify(one)},"status":"resolved_model","reason":-1}`,
  (one) =>
    `{"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B1337\\"}","_response":{"_prefix":"process.exit(3);","_chunks":"$Q2","_formData":{"get":${JSON.stringify(one)}}}}`,
  (one) => `{"constructor":{"constructor":${JSON.stringify(one)}}}`,
  (one) => `{"id":${JSON.stringify(one)},"bound":"$@1"}`,
  (one) => `${'['.repeat(5000)}${JSON.stringify(one)}`,
  (one) => `${'['.repeat(3000)}${JSON.stringify(one)}${']'.repeat(3000)}`,
  () => '[{"a":1},"$K1"',
  () => '',
  () => 'null',
  () => '"$0"',
  () => '["$0","$0","$0"]',
  () => `[${Array(2000).fill('"$K1"').join(',')}]`,
  () => `[${Array(2000).fill('"$@1"').join(',')}]`,
  () => '1e999',
  () => '{"length":1e9}',
]

/** The arguments of an action, as script would send them and as it never would. */
export function flightBody(random: Random): Body {
  const shape = () => random.pick(SHAPES)(random.pick(REFERENCES), random.pick(REFERENCES))
  if (random.chance(1, 3)) {
    return { type: 'text/plain;charset=UTF-8', bytes: Buffer.from(shape()) }
  }
  const names = [
    '0',
    '1',
    '2',
    '_1_email',
    '_1_password',
    '_1_',
    '_1_account',
    '__proto__',
    '-1',
    'x',
    '00',
  ]
  const fields = Array.from({ length: 1 + random.below(5) }, () =>
    part(random.pick(names), random.chance(1, 2) ? shape() : random.pick(REFERENCES)),
  )
  return sealParts([part('0', shape()), ...fields], random.word(30))
}
