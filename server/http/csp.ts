import { createHash } from 'node:crypto'
import { contrastColor } from '#lib/brand/contrast-color.ts'

/** The brand's colours as the style sheets know them. */
export const brandStyle = (color: string) =>
  `:root{--brand:${color};--on-brand:${contrastColor(color)}}`

/** CSP source lists for `script-src` and `style-src`. */
export type CspSources = { readonly scripts: readonly string[]; readonly styles: readonly string[] }

/** Writes the policy of a page: its own sources, and nothing from other origins. */
export const pagePolicy = ({ scripts, styles }: CspSources): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    `style-src ${styles.join(' ')}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Writes the policy, with `script-src 'none'` when `SCRIPTS=off`. */
export const contentSecurityPolicy = (sources: CspSources, scripts: boolean): string =>
  pagePolicy(scripts ? sources : { ...sources, scripts: ["'none'"] })

/** Script sources of a page that is rendered for one answer. */
export const nonceSource = (nonce: string) => [`'nonce-${nonce}'`, "'strict-dynamic'"]

/** The tools of `next dev` write scripts and styles of their own into a page. */
export const DEVELOPMENT: CspSources = {
  scripts: ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
  styles: ["'self'", "'unsafe-inline'"],
}

/** Sources of a cached page: SHA-256 hashes of its inline scripts and styles. */
export function inlineHashes(html: string): CspSources {
  const inline = [...html.matchAll(INLINE)]
  const hashesOf = (tag: string) =>
    inline.filter(([, name]) => name === tag).map(([, , text = '']) => hashSource(text))
  return {
    scripts: ["'self'", ...new Set(hashesOf('script'))],
    styles: ["'self'", ...new Set(hashesOf('style'))],
  }
}

const INLINE = /<(script|style)(?![^>]*\ssrc=)[^>]*>(.*?)<\/\1>/gs

const hashSource = (text: string) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`
