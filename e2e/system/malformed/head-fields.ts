import { type Known, MARKUP } from './known.ts'
import type { Random } from './random.ts'

/** Every field that Next, or something that stands before it, draws conclusions from. */
const NAMES = [
  ...[
    'next-action',
    'next-router-state-tree',
    'next-router-prefetch',
    'next-router-segment-prefetch',
  ],
  ...[
    'next-url',
    'next-resume',
    'next-hmr-refresh',
    'next-instant-navigation-testing-prefetch',
    'rsc',
  ],
  ...[
    'x-middleware-subrequest',
    'x-middleware-rewrite',
    'x-middleware-next',
    'x-middleware-prefetch',
  ],
  ...[
    'x-middleware-redirect',
    'x-middleware-set-cookie',
    'x-middleware-override-headers',
    'purpose',
  ],
  ...['x-middleware-request-next-action', 'x-middleware-invoke', 'x-middleware-cache', 'x-nonce'],
  ...['x-nextjs-data', 'x-nextjs-request-id', 'x-nextjs-html-request-id', 'x-nextjs-prerender'],
  ...[
    'x-nextjs-rewritten-path',
    'x-nextjs-rewritten-query',
    'x-nextjs-postponed',
    'x-deployment-id',
  ],
  ...['x-matched-path', 'x-invoke-path', 'x-invoke-query', 'x-invoke-output', 'x-invoke-status'],
  ...['x-invoke-error', 'x-now-route-matches', 'x-now-id', 'x-vercel-id', 'x-invocation-id'],
  ...['x-prerender-revalidate', 'x-prerender-revalidate-if-generated', 'x-next-cache-tags'],
  ...['x-next-revalidated-tags', 'x-next-revalidate-tag-token', 'x-next-resume-state-length'],
  ...['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-for', 'x-real-ip'],
  ...['forwarded', 'x-original-url', 'x-rewrite-url', 'x-host', 'x-http-method-override', 'via'],
  ...['x-action-forwarded', 'x-action-redirect', 'x-action-revalidated', 'x-request-id', 'x-wait'],
  ...[
    'content-security-policy',
    'content-security-policy-report-only',
    'traceparent',
    'tracestate',
  ],
  ...['range', 'if-none-match', 'if-modified-since', 'if-match', 'accept', 'accept-encoding'],
  ...['accept-language', 'user-agent', 'referer', 'origin', 'sec-fetch-site', 'sec-fetch-mode'],
  ...['expect', 'upgrade', 'te', 'trailer', 'content-encoding', 'content-type', 'cache-control'],
  ...[
    'authorization',
    'proxy-authorization',
    'access-control-request-method',
    'connection',
    'host',
  ],
]

const VALUES = [
  ...[
    '',
    '0',
    '1',
    '-1',
    'true',
    'null',
    'undefined',
    '*',
    '/',
    '//',
    '\\',
    '/etc/passwd',
    '[]',
    '{}',
  ],
  ...['/_tree', '/forgot-password', '/en/forgot-password', '/[locale]/forgot-password', '%', '%ff'],
  ...['http://[', 'https://evil.example', '//evil.example', 'evil.example', '127.0.0.1:9', 'null'],
  ...['[""]', '["",{}]', '%5B%22%22%5D', '["",{"children":["__PAGE__",{}]},null,null,true]'],
  ...['%5B%22%22%2C%7B%22children%22%3A%5B%22%5Blocale%5D%22%2C%7B%7D%5D%7D%5D', '{"a":', '%5B'],
  ...[
    `[${'['.repeat(3000)}`,
    '__proto__',
    'constructor',
    'middleware',
    'proxy',
    'websocket',
    'h2c',
  ],
  ...['proxy:proxy:proxy:proxy:proxy', 'src/middleware:src/middleware:src/middleware', 'chunked'],
  ...[
    'bytes=0-0',
    'bytes=-1',
    'bytes=5-2',
    'bytes=0-,0-,0-',
    '"x"',
    'W/"x", *',
    'gzip;q=9',
    'br, *',
  ],
  ...['100-continue', '200-ok', 'text/x-component', 'application/json', 'multipart/form-data', 'ü'],
  ...['x'.repeat(3000), 'x'.repeat(20_000), MARKUP, '1, 2, 3', 'same-origin', 'cross-site', '\x01'],
  ...[
    '0'.repeat(42),
    'f'.repeat(10_000),
    '00',
    'not hexadecimal',
    '["a","b"]',
    'undefined,null',
    ' ',
  ],
]

/** Fields that nobody should be able to make something of. */
export function anyFields(random: Random, { actions, origin }: Known): [string, string][] {
  return Array.from({ length: 1 + random.below(4) }, () => {
    const name = random.pick(NAMES)
    const values = name === 'next-action' ? [...VALUES.slice(-8), ...actions] : [...VALUES, origin]
    return [name, random.pick(values)]
  })
}
