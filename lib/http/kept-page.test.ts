import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bodyOf, keepPage } from './kept-page.ts'

const HTML = '<script>one()</script><p>Grüße</p>'
const page = keepPage(HTML)

const READ = { br: brotliDecompressSync, gzip: gunzipSync, none: (bytes: Uint8Array) => bytes }

test.each<[string | undefined, keyof typeof READ]>([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['BR;q=0.5', 'br'],
  ['br;q=0, gzip;q=1', 'gzip'],
  ['br; q=0.0, gzip; q=0', 'none'],
  ['identity', 'none'],
  ['brotli', 'none'],
  ['*', 'none'],
  ['', 'none'],
  [undefined, 'none'],
])('whoever accepts %j is sent %s', (accepted, encoding) => {
  const { body, headers } = bodyOf(page, accepted)
  expect(headers['Content-Encoding'] ?? 'none').toBe(encoding)
  expect(headers.Vary).toBe('Accept-Encoding')
  expect(Buffer.from(READ[encoding](body)).toString()).toBe(HTML)
})

test('a page is kept with what it runs', () => {
  expect(page.sources.scripts).toHaveLength(2)
})
