import { deflateRawSync } from 'node:zlib'
import * as fc from 'fast-check'
import type { SiteKnowledge } from '#e2e/system/probe-site.ts'
import { words } from '#lib/words-fixture.ts'
import { MARKUP, oneOf, weighted } from './choices.ts'

/** Headers that change the behaviour of Next or of proxies. */
const NAMES = words(`
  next-action next-router-state-tree next-router-prefetch next-router-segment-prefetch next-url
  next-resume next-hmr-refresh next-instant-navigation-testing-prefetch rsc purpose
  x-middleware-subrequest x-middleware-rewrite x-middleware-next x-middleware-prefetch
  x-middleware-redirect x-middleware-set-cookie x-middleware-override-headers x-middleware-invoke
  x-middleware-request-next-action x-middleware-cache x-nonce x-nextjs-data x-nextjs-request-id
  x-nextjs-html-request-id x-nextjs-prerender x-nextjs-rewritten-path x-nextjs-rewritten-query
  x-nextjs-postponed x-deployment-id x-matched-path x-invoke-path x-invoke-query x-invoke-output
  x-invoke-status x-invoke-error x-now-route-matches x-now-id x-vercel-id x-invocation-id
  x-prerender-revalidate x-prerender-revalidate-if-generated x-next-cache-tags
  x-next-revalidated-tags x-next-revalidate-tag-token x-next-resume-state-length x-forwarded-host
  x-forwarded-proto x-forwarded-port x-forwarded-for x-real-ip forwarded x-original-url
  x-rewrite-url x-host x-http-method-override via x-action-forwarded x-action-redirect
  x-action-revalidated x-request-id x-wait content-security-policy
  content-security-policy-report-only traceparent tracestate range if-none-match if-modified-since
  if-match accept accept-encoding accept-language user-agent referer origin sec-fetch-site
  sec-fetch-mode expect upgrade te trailer content-encoding content-type cache-control
  authorization proxy-authorization access-control-request-method connection host`)

const NO_IDS = ['0'.repeat(42), 'f'.repeat(10_000), 'not hexadecimal', 'undefined,null', ' ', '00']

const VALUES = [
  ...words(`
  0 1 -1 true null undefined * / // \\ /etc/passwd [] {} /_tree /forgot-password /en/forgot-password
  /[locale]/forgot-password % %ff http://[ https://evil.example //evil.example evil.example
  127.0.0.1:9 [""] ["",{}] %5B%22%22%5D ["",{"children":["__PAGE__",{}]},null,null,true] {"a": %5B
  %5B%22%22%2C%7B%22children%22%3A%5B%22%5Blocale%5D%22%2C%7B%7D%5D%7D%5D __proto__ constructor
  middleware proxy websocket h2c proxy:proxy:proxy:proxy:proxy chunked bytes=0-0 bytes=-1 bytes=5-2
  src/middleware:src/middleware:src/middleware bytes=0-,0-,0- "x" gzip;q=9 100-continue 200-ok
  text/x-component application/json multipart/form-data ü same-origin cross-site \x01 ["a","b"]
  ${MARKUP}`),
  ...['', 'W/"x", *', 'br, *', '1, 2, 3', `[${'['.repeat(3000)}`],
  ...['x'.repeat(3000), 'x'.repeat(20_000)],
  ...NO_IDS,
]

/** Draws headers that should have no effect. */
export const oddFields = ({ actions, origin }: SiteKnowledge) =>
  fc.array(
    weighted(
      [19, fc.tuple(oneOf(NAMES), oneOf([...VALUES, origin]))],
      [1, fc.tuple(fc.constant('next-action'), oneOf([...NO_IDS, ...actions]))],
    ),
    { minLength: 1, maxLength: 4 },
  )

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

const jwe = (header: object, key = '', text = 'AAAA') =>
  [base64({ enc: 'A256GCM', ...header }), key, 'A'.repeat(16), text, 'A'.repeat(22)].join('.')

const bomb = deflateRawSync(Buffer.alloc(1_000_000)).toString('base64url').slice(0, 3000)

/** Forged sealed texts. */
const FORGED_SEALS = [
  jwe({ alg: 'dir' }),
  jwe({ alg: 'dir', kid: '00000000' }),
  jwe({ alg: 'none' }),
  jwe({ alg: 'dir', enc: 'none' }),
  jwe({ alg: 'dir', zip: 'DEF' }, '', bomb),
  jwe({ alg: 'PBES2-HS512+A256KW', p2c: 2_000_000_000, p2s: 'AAAA' }, 'AAAA'),
  jwe({ alg: 'RSA-OAEP', jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } }, 'AAAA'),
  jwe({ alg: 'dir', crit: ['exp'], exp: 1 }),
  jwe({ alg: 'dir', kid: { toString: 1 } }),
  `${base64({ alg: 'none' })}.${base64({ value: { kind: 'done', attempt: '' } })}.`,
  `${base64({ alg: 'HS256' })}.${base64({ value: 1, exp: 9_999_999_999 })}.AAAA`,
  ...['.', '....', '.....', 'x', '%00', '%', '"', '{}', 'a'.repeat(4000), MARKUP],
]

/** Draws a malformed `Cookie` header. */
export function oddCookie({ cookie }: SiteKnowledge): fc.Arbitrary<string> {
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const forged = oneOf(FORGED_SEALS)
  const cut = fc.nat(value.length - 1)
  return fc.oneof(
    forged.map((seal) => `${name}=${seal}`),
    forged.map((seal) => `${name}=${value}; ${name}=${seal}`),
    cut.map((at) => `${name}=${value.slice(0, at)}`),
    cut.map((at) => `${name}=${value.slice(0, at)}A${value.slice(at + 1)}`),
    fc
      .string({ unit: 'binary-ascii', maxLength: 60 })
      .map((text) => `a=${text.replace(/[\r\n]/g, '')}`),
    oneOf([
      `${name}="${value}"`,
      `${name}=${encodeURIComponent(value)}%`,
      `${name}=${'a'.repeat(9000)}`,
      ...[name, `=${value}`, '; '.repeat(500), 'next-instant-navigation-testing=1'],
      Array.from({ length: 200 }, (_, nth) => `c${nth}=${nth}`).join('; '),
      '__prerender_bypass=x; __next_preview_data=x; NEXT_LOCALE=xx',
      '__proto__=1; constructor=2; toString=3',
    ]),
  )
}
