import { html, raw } from 'hono/html'
import type { Mail } from '#sandbox/inbox.ts'
import { ownPage } from '#sandbox/pages/own-page.ts'
import { type Markup, tile } from '#sandbox/pages/page.ts'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

const SHOPS = UPSTREAM_NAMES.map((upstream) => vendors[upstream].shop)

/** Splits a `From` into the name and the rest, such as `<hello@mail.example>`. */
export const senderOf = ({ from }: Pick<Mail, 'from'>): { name: string; address: string } => {
  const [, name = from, address = ''] = /^(.*?)\s*(<.*>)$/.exec(from) ?? []
  return { name, address }
}

/** Renders the first letter of a sender, in the colour of the brand. */
export const avatar = (mail: Mail): Markup => {
  const { name } = senderOf(mail)
  return tile(name, SHOPS.find(({ owner }) => owner === name)?.accent ?? '#3d4f66')
}

/** Renders the time of a mail. */
export const time = ({ at }: Mail): Markup =>
  html`<time datetime="${at}">${at.slice(11, 19)} UTC</time>`

// Puts new mails at the top every two seconds, while the page can be seen. Without JavaScript the page reloads.
const REFRESH = `setInterval(async () => {
  if (document.hidden) return
  const answer = await fetch(location.href).catch(() => null)
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  document.querySelector('#count').textContent = fresh.querySelector('#count').textContent
  const isNew = ({ id }) => !document.getElementById(id)
  document.querySelector('#mails').prepend(...[...fresh.querySelectorAll('#mails > li')].filter(isNew))
}, 2000)`

const row = (mail: Mail): Markup => html`<li id="m${mail.id}">
<a href="/inbox/${mail.id}">${avatar(mail)}
<span class="from">${senderOf(mail).name}</span>${time(mail)}
<strong>${mail.subject}</strong>
<span class="quiet">To ${mail.to}</span></a></li>`

const countOf = ({ length }: readonly Mail[]) =>
  length === 0
    ? 'No mail yet. It comes here by itself.'
    : `${length} ${length === 1 ? 'mail' : 'mails'}, newest first.`

/** Renders the inbox of one address or of all. */
export const listPage = (mails: readonly Mail[], to: string | undefined): Markup =>
  ownPage({
    title: 'Inbox',
    head: html`<noscript><meta http-equiv="refresh" content="5"></noscript>`,
    body: html`
<h1>Inbox</h1>
<p class="lead">${to === undefined ? '' : html`To <strong>${to}</strong> (<a href="/inbox">show all</a>). `}<span id="count" role="status">${countOf(mails)}</span></p>
<ul class="mails" id="mails">${mails.map(row)}</ul>
<script>${raw(REFRESH)}</script>`,
  })
