import { deflateRawSync } from 'node:zlib'
import { type Known, MARKUP } from './known.ts'
import type { Random } from './random.ts'

const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const jwe = (header: object, key = '', iv = 'AAAAAAAAAAAAAAAA', text = 'AAAA') =>
  [coded(header), key, iv, text, 'AAAAAAAAAAAAAAAAAAAAAA'].join('.')

const bomb = deflateRawSync(Buffer.alloc(1_000_000)).toString('base64url').slice(0, 3000)

/** Sealed texts that nobody here has sealed. */
const FORGED_SEALS: readonly string[] = [
  jwe({ alg: 'dir', enc: 'A256GCM' }),
  jwe({ alg: 'dir', enc: 'A256GCM', kid: '00000000' }),
  jwe({ alg: 'none', enc: 'A256GCM' }),
  jwe({ alg: 'dir', enc: 'none' }),
  jwe({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' }, '', 'AAAAAAAAAAAAAAAA', bomb),
  jwe({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', p2c: 2_000_000_000, p2s: 'AAAA' }, 'AAAA'),
  jwe({ alg: 'RSA-OAEP', enc: 'A256GCM', jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }, 'AAAA'),
  jwe({ alg: 'dir', enc: 'A256GCM', crit: ['exp'], exp: 1 }),
  jwe({ alg: 'dir', enc: 'A256GCM', kid: { toString: 1 } }),
  `${coded({ alg: 'none' })}.${coded({ value: { kind: 'done', attempt: '' } })}.`,
  `${coded({ alg: 'HS256' })}.${coded({ value: 1, exp: 9_999_999_999 })}.AAAA`,
  ...['.', '....', '.....', 'x', '%00', '%', '"', '{}', 'a'.repeat(4000), MARKUP],
]

/** What a browser that is not one says of its cookies. */
export function anyCookie(random: Random, { cookie }: Known): string {
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const at = random.below(value.length)
  const choices = [
    `${name}=${random.pick(FORGED_SEALS)}`,
    `${name}=${random.pick(FORGED_SEALS)}`,
    `${name}=${value.slice(0, at)}`,
    `${name}=${value.slice(0, at)}A${value.slice(at + 1)}`,
    `${name}=${value}; ${name}=${random.pick(FORGED_SEALS)}`,
    `${name}="${value}"`,
    `${name}=${encodeURIComponent(value)}%`,
    `${name}=${'a'.repeat(9000)}`,
    `${name}`,
    `=${value}`,
    Array.from({ length: 200 }, (_, nth) => `c${nth}=${nth}`).join('; '),
    '; '.repeat(500),
    `a=${random
      .bytes(60)
      .toString('latin1')
      .replaceAll(/[\r\n]/g, '')}`,
    '__prerender_bypass=x; __next_preview_data=x; NEXT_LOCALE=xx',
    'next-instant-navigation-testing=1',
    '__proto__=1; constructor=2; toString=3',
  ]
  return random.pick(choices)
}
