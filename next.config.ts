import type { NextConfig } from 'next'
import { NO_CONTENT_CSP, SECURITY_HEADERS } from './server/http/security-headers.ts'

const headers = (fields: Record<string, string>) =>
  Object.entries(fields).map(([key, value]) => ({ key, value }))

/** Nothing here depends on the environment: one build serves every company. */
const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  skipTrailingSlashRedirect: true,
  // Otherwise Next rewrites 127.0.0.1 to `localhost`, takes our rewrites for another origin, and sends
  // the request there over the network.
  skipProxyUrlNormalize: true,
  serverExternalPackages: ['@electric-sql/pglite', 'pg-boss', 'pg', 'undici'],
  images: { unoptimized: true },
  // `npm test` checks the types of everything, tests included, and needs no build for it.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    serverActions: { bodySizeLimit: '16kb' },
    // A little more than the largest body that a route accepts, so that each can answer 413 itself.
    proxyClientMaxBodySize: 66 * 1024,
    // Styles in the HTML save a request that would block rendering.
    inlineCss: true,
    // A cached page depends on the environment of this process, and must not outlive it on the disk.
    isrFlushToDisk: false,
  },
  headers: async () => [
    {
      source: '/:path*',
      headers: headers({ ...SECURITY_HEADERS, 'Content-Security-Policy': NO_CONTENT_CSP }),
    },
    {
      source: '/((?!_next/static/|logo(?:/dark)?$).*)',
      headers: headers({ 'Cache-Control': 'no-store' }),
    },
    {
      source: '/:landing(actions|change_password){/}?',
      headers: headers({ 'Referrer-Policy': 'no-referrer' }),
    },
  ],
}

export default config
