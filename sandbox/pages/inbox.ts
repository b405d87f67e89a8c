import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Inbox, Mail } from '#sandbox/inbox.ts'
import { type Markup, own, page } from '#sandbox/pages/page.ts'

const time = (at: string): Markup =>
  html`<time datetime="${at}">${at.slice(0, 19).replace('T', ' ')} UTC</time>`

const listPage = (mails: readonly Mail[], to: string | undefined): Markup =>
  page({
    ...own,
    title: 'Inbox',
    body: html`
<h1>Inbox</h1>
<p>${to === undefined ? 'Mail to everyone' : html`Mail to <strong>${to}</strong>`}, newest first. <a href="">Refresh</a>${
      to === undefined ? '' : html` · <a href="/inbox">Everyone's</a>`
    }</p>
${
  mails.length === 0
    ? html`<p class="sheet">No mail yet. It may take a moment to arrive.</p>`
    : html`<ul class="list">${mails.map(
        (mail) => html`
<li><a href="/inbox/${mail.id}">${mail.subject}</a><br>
<small>to <a href="/inbox?to=${encodeURIComponent(mail.to)}">${mail.to}</a> from ${mail.from} · ${time(mail.at)}</small></li>`,
      )}
</ul>`
}`,
  })

// Makes links open in the whole tab. `mailPage` shows a mail in an iframe, without scripts.
const framed = (mailHtml: string): string => {
  const base = '<base target="_top">'
  const withBase = mailHtml.replace(/<head[^>]*>/i, (head) => head + base)
  return withBase === mailHtml ? base + mailHtml : withBase
}

const mailPage = (mail: Mail): Markup =>
  page({
    ...own,
    title: mail.subject,
    body: html`
<p><a href="/inbox">Inbox</a></p>
<h1>${mail.subject}</h1>
<dl>
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to}</dd>
<dt>At</dt><dd>${time(mail.at)}</dd>
${Object.entries(mail.headers).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>
<iframe title="The mail" sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox" srcdoc="${framed(mail.html)}"></iframe>
<h2>As plain text</h2>
<div class="sheet"><pre>${mail.text}</pre></div>`,
  })

/** Creates the pages of the inbox, and its JSON for tests. */
export const inboxPages = (inbox: Inbox): Hono => {
  const app = new Hono()
  app.get('/inbox', (c) => {
    const to = c.req.query('to')
    return c.html(listPage(inbox.list(to), to))
  })
  app.get('/inbox.json', (c) => c.json(inbox.list(c.req.query('to'))))
  app.get('/inbox/:id', (c) => {
    const mail = inbox.withId(c.req.param('id'))
    return mail ? c.html(mailPage(mail)) : c.notFound()
  })
  return app
}
