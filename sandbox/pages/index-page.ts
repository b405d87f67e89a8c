import { html, raw } from 'hono/html'
import { customersTable } from '#sandbox/pages/customers-table.ts'
import { ownPage } from '#sandbox/pages/own-page.ts'
import type { Markup } from '#sandbox/pages/page.ts'
import { markOf } from '#sandbox/pages/shop-page.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { World } from '#sandbox/world.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

/** Renders the start page, with links to everything here. */
export const indexPage = ({ url, siteOf }: Pick<World, 'url' | 'siteOf'>): Markup =>
  ownPage({
    title: 'Shops and inbox',
    body: html`
<h1>Forget a password</h1>
<p class="lead">Choose a shop, fail to sign in, and read the mail in the <a href="/inbox">inbox</a>.</p>
<ul class="shops">${UPSTREAM_NAMES.map((upstream) => {
      const { tagline, accent } = vendors[upstream].shop
      return html`
<li><a class="card" href="/shop/${upstream}" style="${raw(`--brand:${accent}`)}"><span class="mark">${markOf(upstream)}</span>
<span>${tagline}</span><small class="quiet">${upstream}, site at ${siteOf(upstream)}</small></a></li>`
    })}</ul>
<details class="card fold"><summary>Customers</summary>${customersTable({ hasPasswordRules: true })}</details>
<details class="card fold"><summary>APIs</summary>
<dl>
${UPSTREAM_NAMES.map((upstream) => html`<dt>${upstream}</dt><dd><code>${url}/${upstream}</code></dd>`)}
<dt>Resend</dt><dd><code>${url}/resend</code></dd>
<dt>Pwned Passwords</dt><dd><code>${url}/pwned</code></dd>
<dt>Mails as JSON</dt><dd><code>${url}/inbox.json?to=</code></dd>
<dt>New customer</dt><dd><code>POST ${url}/customers</code></dd>
<dt>Calls of a vendor</dt><dd><code>${url}/calls.json?upstream=&amp;customer=</code></dd>
</dl></details>`,
  })
