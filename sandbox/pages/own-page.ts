import { html } from 'hono/html'
import { type Markup, type PageParts, page, tile } from '#sandbox/pages/page.ts'

const ACCENT = '#3d4f66'

/** Renders a page of the sandbox itself. */
export const ownPage = (parts: Pick<PageParts, 'title' | 'head' | 'body'>): Markup =>
  page({
    ...parts,
    owner: 'Sandbox',
    accent: ACCENT,
    mark: html`<a class="mark" href="/">${tile('Sandbox', ACCENT)}<strong>Sandbox</strong></a>
<span class="quiet">Nothing here is real</span>`,
    nav: html`<nav aria-label="Sandbox"><a href="/">Shops</a><a href="/inbox">Inbox</a></nav>`,
  })
