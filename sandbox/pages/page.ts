import { html, raw } from 'hono/html'
import { contrastColor } from '#lib/brand/contrast-color.ts'
import { styles } from '#sandbox/pages/styles.ts'
import { brandStyle } from '#server/http/csp.ts'

/** Escaped HTML from an `html` template. */
export type Markup = ReturnType<typeof html>

/** Parts of a page of the sandbox. */
export type PageParts = {
  readonly title: string
  /** Name of the company. */
  readonly owner: string
  /** Colour of the brand, `#rrggbb`. */
  readonly accent: string
  /** Logo or name, at the start of the header. */
  readonly mark: Markup
  /** Links at the end of the header. */
  readonly nav: Markup
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
  /** More elements for the head. */
  readonly head?: Markup
  readonly body: Markup
}

/** Renders a document. */
export const page = ({
  title,
  owner,
  accent,
  mark,
  nav,
  lang = 'en',
  dir = 'ltr',
  head,
  body,
}: PageParts): Markup => html`<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${owner}</title>
<link rel="icon" href="data:,">
<style>${raw(brandStyle(accent))}${raw(styles)}</style>
${head ?? ''}
</head>
<body>
<header class="bar">${mark}${nav}</header>
<main>${body}</main>
</body>
</html>`

/** Renders the first letter of a name without a logo. */
export const tile = (name: string, accent: string): Markup =>
  html`<span class="tile" aria-hidden="true" style="${raw(tileColors(accent))}">${[...name][0]?.toUpperCase()}</span>`

const tileColors = (accent: string) => `background:${accent};color:${contrastColor(accent)}`
