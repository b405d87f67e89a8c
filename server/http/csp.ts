import { createHash } from 'node:crypto'
import { contrastColor, GROUNDS, readableShade } from '#lib/brand/contrast-color.ts'
import { TRUSTED_TYPES, TRUSTED_TYPES_SCRIPT } from './trusted-types.ts'

/** Writes the brand's CSS variables: its colour, the text colour on it, and a shade for icons and links. */
export const brandStyle = (color: string) =>
  `:root{--brand:${color};--on-brand:${contrastColor(color)};--accent:${readableShade(color, GROUNDS.light)}}` +
  `@media(prefers-color-scheme:dark){:root{--accent:${readableShade(color, GROUNDS.dark)}}}`

/** CSP source lists for `script-src` and `style-src`. */
export type CspSources = { readonly scripts: readonly string[]; readonly styles: readonly string[] }

/** Writes the policy of a page: its own sources, and nothing from other origins. */
const pagePolicy = ({ scripts, styles }: CspSources): string[] => [
  "default-src 'none'",
  `script-src ${scripts.join(' ')}`,
  `style-src ${styles.join(' ')}`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]

/** Writes the policy, with `script-src 'none'` when `SCRIPTS=off`. */
export function contentSecurityPolicy(sources: CspSources, scripts: boolean): string {
  const directives = scripts
    ? [...pagePolicy(sources), ...(sources === DEVELOPMENT ? [] : TRUSTED_TYPES)]
    : pagePolicy({ ...sources, scripts: ["'none'"] })
  return directives.join('; ')
}

/** Lists the script sources of a page that is rendered for one answer. */
export const nonceSource = (nonce: string) => [
  `'nonce-${nonce}'`,
  "'strict-dynamic'",
  hashSource(TRUSTED_TYPES_SCRIPT),
]

/** Sources for `next dev`, whose tools add inline scripts and styles to a page. */
export const DEVELOPMENT: CspSources = {
  scripts: ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
  styles: ["'self'", "'unsafe-inline'"],
}

/** Lists the sources of a cached page: SHA-256 hashes of its inline scripts and styles. */
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

/** Writes the CSP source of an inline script or style. */
export const hashSource = (text: string) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`
