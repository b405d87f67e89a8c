import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Files with outgoing connections, and their targets. */
const DOORS = {
  'lib/brand/logo.ts': 'BRAND_LOGO_URL, BRAND_LOGO_DARK_URL',
  'lib/password/breach-check.ts': 'BREACH_CHECK_URL',
  'server/http/request-source.ts': 'this process itself',
  'server/mail/resend-mailer.ts': 'RESEND_BASE_URL',
  'server/operator/clock.ts': 'what the doctor asks',
  'server/operator/site-checks.ts': 'the site itself and the shop, for the doctor',
  'server/store/data-dir-lock.ts': 'a socket in the data directory',
  'server/store/postgres-server.ts': 'DATABASE_URL',
  'upstreams/connection-pool.ts': 'the upstream and the logo',
  'upstreams/http-client.ts': 'the URLs of the upstream in use, and EVENTS_URL',
}

const SOURCES = globSync(
  ['{app,components,emails,lib,messages,server}/**/*.{ts,tsx}', 'upstreams/{*,*/*}.ts', '*.ts'],
  {
    exclude: [
      '**/*.test.{ts,tsx}',
      '**/*-fixture.ts',
      'upstreams/testing/**',
      'upstreams/*/traits.ts',
      '*.config.ts',
      'vitest.setup.ts',
    ],
  },
)
const CALL = /(?<![.\w])fetch\(|\bconnect\(|new WebSocket/
const PACKAGE = /from '(resend|hibp|undici|pg|node:(tls|dgram|https?|http2|dns))'/
const IS_COMMENT = /^\s*(\/?\*|\/\/)/
/** Code that opens no connection: types, a server, the class of a request, and our own `connect`. */
const STAYS =
  /import type|import \{ (IncomingMessage|createServer, type [\w, ]+) \}|connect\(config|function connect/

const opensConnections = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => !IS_COMMENT.test(line) && !STAYS.test(line))
    .some((line) => CALL.test(line) || PACKAGE.test(line))

test('only known files open connections (CF-02)', () => {
  expect(SOURCES.filter(opensConnections).sort()).toEqual(Object.keys(DOORS))
})

test('the documentation lists each host that is called, and what it gets (CF-02)', () => {
  const [, section = ''] = readFileSync('docs/operating.md', 'utf8').split('## What is called')
  const [table = ''] = section.split('\n## ')
  const names = Object.values(DOORS).flatMap((text) => text.match(/[A-Z_]{8,}/g) ?? [])
  expect(names).toHaveLength(6)
  for (const name of names) expect(table).toContain(`\`${name}\``)
  for (const host of ['api.resend.com', 'api.pwnedpasswords.com']) expect(table).toContain(host)
})
