import { createHash } from 'node:crypto'
import { inkOn } from '#lib/brand-ink.ts'
import { isDevelopment } from '#lib/config.ts'

/** The brand's colours as the style sheets know them. The only style that is written into a page. */
export const brandStyle = (color: string) => `:root{--brand:${color};--on-brand:${inkOn(color)}}`

/**
 * The policy of a page: its own style sheets, the scripts that carry the nonce, nothing else.
 * @param color the brand's, which decides the one inline style
 */
export function pagePolicy(nonce: string, color: string): string {
  const style = createHash('sha256').update(brandStyle(color)).digest('base64')
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'sha256-${style}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
