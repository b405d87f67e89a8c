/** Headers of every answer. `next.config.ts` is stricter on referrers for paths with a token. */
export const SECURITY_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'strict-origin',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
} as const

/** Policy of all answers but pages: a browser may run and load nothing. */
export const NO_CONTENT_CSP = "default-src 'none'; frame-ancestors 'none'"

/** Headers of pages that are sent before Next, to which the headers of `next.config.ts` do not apply. */
export const PAGE_HEADERS = { ...SECURITY_HEADERS, 'Cache-Control': 'no-store' } as const
