import { html } from 'hono/html'
import { customersTable } from '#sandbox/pages/customers-table.ts'
import { type Markup, own, page } from '#sandbox/pages/page.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { World } from '#sandbox/world.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

/** Renders the start page, with links to everything here. */
export const indexPage = ({ url, siteOf }: Pick<World, 'url' | 'siteOf'>): Markup =>
  page({
    ...own,
    title: 'What is here',
    body: html`
<h1>A vendor for every site</h1>
<p>This program stands in for the systems that a password reset needs: their APIs, the shops of the
companies that use them, and the inbox of every customer.</p>
<ul class="list">${UPSTREAM_NAMES.map(
      (upstream) => html`
<li><a href="/shop/${upstream}">${vendors[upstream].shop.owner}</a><br>
<small>API <code>${url}/${upstream}</code> · site <code>${siteOf(upstream)}</code></small></li>`,
    )}
<li><a href="/inbox">Inbox</a><br><small>also <code>${url}/inbox.json?to=</code></small></li>
<li>Resend<br><small>API <code>${url}/resend</code></small></li>
<li>Pwned Passwords<br><small>API <code>${url}/pwned</code></small></li>
</ul>
<h2>Customers</h2>
${customersTable({ hasPasswordRules: true })}
<p class="quiet"><code>POST ${url}/customers</code> makes another, <code>${url}/calls.json?upstream=&amp;customer=</code>
tells what was asked of the vendors.</p>`,
  })
