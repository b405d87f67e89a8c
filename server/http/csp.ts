import { createHash } from 'node:crypto'
import { contrastColor, GROUNDS, readableShade } from '#lib/brand/contrast-color.ts'

/** Style of the brand: its colour, the text colour on it, and a shade for icons, links and edges. */
export const brandStyle = (color: string) =>
  `:root{--brand:${color};--on-brand:${contrastColor(color)};--accent:${readableShade(color, GROUNDS.light)}}` +
  `@media(prefers-color-scheme:dark){:root{--accent:${readableShade(color, GROUNDS.dark)}}}`

/** What of a page runs, and what of it styles: CSP source expressions. */
export type CspSources = { readonly scripts: readonly string[]; readonly styles: readonly string[] }

/** The policy of a page: what is written into it, what lies beside it, and nothing from elsewhere. */
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

/** The same where the operator may want no script. */
export const contentSecurityPolicy = (sources: CspSources, scripts: boolean): string =>
  pagePolicy(scripts ? sources : { ...sources, scripts: ["'none'"] })

/** What a page runs that is made for one answer: all that carries the nonce. */
export const nonceSource = (nonce: string) => [`'nonce-${nonce}'`, "'strict-dynamic'"]

/** The tools of `next dev` write scripts and styles of their own into a page. */
export const DEVELOPMENT: CspSources = {
  scripts: ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
  styles: ["'self'", "'unsafe-inline'"],
}

/** What a page runs that is the same in every answer: by the hashes of all that is written into it. */
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
