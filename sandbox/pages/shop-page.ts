import { html, raw } from 'hono/html'
import { directionOf, LOCALES, type Locale, languageName, languageTag } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { type Markup, page, tile } from '#sandbox/pages/page.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** A shop, in the language that its customer chose. */
export type ShopView = { readonly upstream: UpstreamName; readonly locale: Locale }

/** Builds the address of a shop in a language. */
export const shopPath = ({ upstream, locale }: ShopView): string =>
  `/shop/${upstream}${locale === LOCALES[0] ? '' : `?lang=${locale}`}`

/** Renders a page of a shop: its brand beside the content, and a menu of languages. */
export const shopPage = (
  view: ShopView,
  { title, body, below = '' }: { title: string; body: Markup; below?: Markup | string },
): Markup => {
  const { upstream, locale } = view
  const { owner, tagline, accent, art } = vendors[upstream].shop
  return page({
    ...{ title, owner, accent },
    lang: languageTag(locale),
    dir: directionOf(locale),
    mark: html`<a class="mark" href="${shopPath(view)}">${markOf(upstream)}</a>`,
    nav: html`<nav><a href="/inbox" lang="en">Inbox</a>${languageMenu(view)}</nav>`,
    body: html`<div class="shop">
<section class="hero" lang="en" dir="ltr"><p>${tagline}</p>${raw(art)}</section>
<div class="counter">${body}</div>
</div>${below}`,
  })
}

/** Renders the logo of a company, or its letter and name. */
export const markOf = (upstream: UpstreamName): Markup => {
  const { owner, accent, logo } = vendors[upstream].shop
  const at = `/shop/${upstream}/logo`
  return logo
    ? html`<picture><source srcset="${at}-dark.svg" media="(prefers-color-scheme: dark)"><img src="${at}.svg" alt="${owner}" height="36"></picture>`
    : html`${tile(owner, accent)}<strong>${owner}</strong>`
}

const GLOBE =
  '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" aria-hidden="true"><path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3.5 9h17m-17 6h17M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18"/></svg>'

const languageMenu = ({ upstream, locale }: ShopView): Markup => html`
<details class="menu"><summary>${raw(GLOBE)}${messagesFor(locale).frame.language}</summary>
<ul>${LOCALES.map(
  (code) =>
    html`<li><a href="${shopPath({ upstream, locale: code })}" lang="${languageTag(code)}" hreflang="${languageTag(code)}"${code === locale ? raw(' aria-current="true"') : ''}><bdi>${languageName(code)}</bdi></a></li>`,
)}</ul></details>`
