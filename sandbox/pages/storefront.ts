import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { LOCALES, localeOf } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { customersTable } from '#sandbox/pages/customers-table.ts'
import type { Markup } from '#sandbox/pages/page.ts'
import { type ShopView, shopPage, shopPath } from '#sandbox/pages/shop-page.ts'
import { shopWords } from '#sandbox/pages/shop-words.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { World } from '#sandbox/world.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

type Attempt = { readonly site: string; readonly email: string; readonly failed: boolean }

const signInPage = (view: ShopView, { site, email, failed }: Attempt): Markup => {
  const words = shopWords[view.locale]
  const { forgotPassword } = messagesFor(view.locale)
  const language = view.locale === LOCALES[0] ? '' : `/${view.locale}`
  const query = email === '' ? '' : `?email=${encodeURIComponent(email)}`
  const forgot = html`<a href="${site}${language}/forgot-password${query}">${forgotPassword.title}</a>`
  const body = html`<form class="card" method="post" action="${shopPath(view)}">
<h1>${words.signIn}</h1>
${failed ? html`<div class="wrong" role="alert">${words.wrong} ${forgot}</div>` : ''}
<label for="email">${forgotPassword.email}</label>
<input id="email" name="email" type="email" dir="ltr" autocomplete="username" required value="${email}">
<label for="password">${words.password}</label>
<input id="password" name="password" type="password" dir="ltr" autocomplete="current-password" required>
<button>${words.signIn}</button>
${failed ? '' : html`<p class="under">${forgot}</p>`}
</form>`
  const below = html`<details class="card fold" lang="en" dir="ltr"><summary>For the demo: customers of this shop</summary>
${customersTable(vendors[view.upstream].traits)}</details>`
  return shopPage(view, { title: words.signIn, body, below })
}

const welcomePage = (view: ShopView, name: string): Markup => {
  const words = shopWords[view.locale]
  return shopPage(view, {
    title: words.signedIn(name),
    body: html`<div class="card">
<h1 data-signed-in>${words.signedIn(name)}</h1>
<p><a class="button" href="${shopPath(view)}">${words.signOut}</a></p></div>`,
  })
}

const field = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '')

const svg = (c: Context, document: string | undefined) =>
  document ? c.body(document, 200, { 'content-type': 'image/svg+xml' }) : c.notFound()

/** Creates the shops, where customers sign in and find the link to the site. */
export const storefronts = ({ siteOf, customers }: World): Hono => {
  const app = new Hono()
  for (const upstream of UPSTREAM_NAMES) {
    const site = siteOf(upstream)
    const { logo } = vendors[upstream].shop
    const viewOf = (c: Context) => ({ upstream, locale: localeOf(c.req.query('lang') ?? '') })
    app.get(`/${upstream}/logo.svg`, (c) => svg(c, logo?.light))
    app.get(`/${upstream}/logo-dark.svg`, (c) => svg(c, logo?.dark))
    app.get(`/${upstream}`, (c) =>
      c.html(signInPage(viewOf(c), { site, email: '', failed: false })),
    )
    app.post(`/${upstream}`, async (c) => {
      const form = await c.req.formData()
      const email = field(form.get('email')).trim()
      const customer = customers.withUsername(upstream, email.toLowerCase())
      const mayEnter =
        customer?.behaviour !== 'suspended' && customer?.password === field(form.get('password'))
      return c.html(
        customer && mayEnter
          ? welcomePage(viewOf(c), customer.name)
          : signInPage(viewOf(c), { site, email, failed: true }),
      )
    })
  }
  return app
}
