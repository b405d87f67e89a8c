/** What every answer carries, whatever it is. A route that holds a token is stricter on referrers. */
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

/** What an answer that is not a page is allowed to do in a browser: nothing. */
export const NO_CONTENT_CSP = "default-src 'none'; frame-ancestors 'none'"

/** What a page carries that is sent without Next. */
export const PAGE_HEADERS = { ...SECURITY_HEADERS, 'Cache-Control': 'no-store' } as const
