import { Hono } from 'hono'
import { html } from 'hono/html'
import { customersTable } from '#sandbox/pages/customers-table.ts'
import { type Markup, page } from '#sandbox/pages/page.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { World } from '#sandbox/world.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'

type SignInPage = { upstream: UpstreamName; site: string; email: string; failed: boolean }

const signInPage = ({ upstream, site, email, failed }: SignInPage): Markup => {
  const query = email === '' ? '' : `?email=${encodeURIComponent(email)}`
  const forgot = html`<a href="${site}/forgot-password${query}">Forgot password?</a>`
  const body = html`
<h1>Sign in</h1>
<p>Welcome back. Use the email that your account is under.</p>
<form class="sheet" method="post" action="/shop/${upstream}">
${failed ? html`<div role="alert">That e-mail and password don't match.<br>${forgot}</div>` : ''}
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="username" required value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="row"><button>Sign in</button>${failed ? '' : forgot}</div>
</form>
<h2>For the demo</h2>
${customersTable(vendors[upstream].traits)}`
  return page({ ...vendors[upstream].shop, title: failed ? 'Sign in failed' : 'Sign in', body })
}

const welcomePage = (upstream: UpstreamName, name: string): Markup =>
  page({
    ...vendors[upstream].shop,
    title: 'Welcome',
    body: html`
<h1 data-signed-in>Signed in as ${name}</h1>
<p>Good to see you again.</p>
<p><a href="/shop/${upstream}">Sign out</a></p>`,
  })

const field = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '')

/** Creates the shops, where customers sign in and find the link "Forgot password?". */
export const storefronts = ({ siteOf, customers }: World): Hono => {
  const app = new Hono()
  for (const upstream of UPSTREAM_NAMES) {
    const site = siteOf(upstream)
    app.get(`/${upstream}`, (c) => c.html(signInPage({ upstream, site, email: '', failed: false })))
    app.post(`/${upstream}`, async (c) => {
      const form = await c.req.formData()
      const email = field(form.get('email')).trim()
      const customer = customers.withUsername(upstream, email.toLowerCase())
      const mayEnter =
        customer?.behaviour !== 'suspended' && customer?.password === field(form.get('password'))
      return c.html(
        customer && mayEnter
          ? welcomePage(upstream, customer.name)
          : signInPage({ upstream, site, email, failed: true }),
      )
    })
  }
  return app
}
