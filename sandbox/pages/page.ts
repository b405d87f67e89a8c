import { html, raw } from 'hono/html'
import { styles } from '#sandbox/pages/styles.ts'

/** Escaped HTML from an `html` template. */
export type Markup = ReturnType<typeof html>

export type PageParts = {
  readonly title: string
  /** Name of the company. */
  readonly owner: string
  readonly tagline: string
  /** A CSS colour, dark enough for white text. */
  readonly accent: string
  readonly body: Markup
}

/** Renders a document. */
export const page = ({
  title,
  owner,
  tagline,
  accent,
  body,
}: PageParts): Markup => html`<!doctype html>
<html lang="en" style="--accent: ${accent}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${owner}</title>
<link rel="icon" href="data:,">
<style>${raw(styles)}</style>
</head>
<body>
<header><div>
<strong>${owner}</strong> <span>${tagline}</span>
<nav aria-label="Sandbox"><a href="/inbox">Inbox</a> <a href="/">Sandbox</a></nav>
</div></header>
<main>${body}</main>
</body>
</html>`

/** Style of the sandbox's own pages. */
export const own = {
  owner: 'Sandbox',
  tagline: 'Nothing here is real.',
  accent: '#3d4f66',
} as const
