import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bodyOf, createCachedPage, onePage } from './cached-page.ts'

const HTML = '<script>one()</script><p>Grüße</p>'
const page = createCachedPage(HTML)
const PAGES = { 'a cached page': page, 'a page for one visitor': onePage(HTML) }

const READ = { br: brotliDecompressSync, gzip: gunzipSync, none: (bytes: Uint8Array) => bytes }

describe.each(Object.entries(PAGES))('%s', (_, sent) => {
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
  ])('for Accept-Encoding %j is sent as %s', (accepted, encoding) => {
    const { body, headers } = bodyOf(sent, accepted)
    expect(headers['Content-Encoding'] ?? 'none').toBe(encoding)
    expect(Buffer.from(READ[encoding](body)).toString()).toBe(HTML)
  })
})

test('a cached page has the sources of its scripts', () => {
  expect(page.sources.scripts).toHaveLength(2)
})
