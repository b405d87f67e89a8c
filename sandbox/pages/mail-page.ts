import { html, raw } from 'hono/html'
import type { Mail } from '#sandbox/inbox.ts'
import { avatar, senderOf, time } from '#sandbox/pages/mail-list.ts'
import { ownPage } from '#sandbox/pages/own-page.ts'
import type { Markup } from '#sandbox/pages/page.ts'

const FORMS = { html: 'Mail', text: 'Text', source: 'Source' } as const

/** A form in which a mail is shown. */
export type MailForm = keyof typeof FORMS

/** Checks whether a name is that of a form of a mail. */
export const isMailForm = (name: string): name is MailForm => Object.hasOwn(FORMS, name)

// Makes links open in the whole tab. The iframe has no scripts.
const framed = (mailHtml: string): string => {
  const base = '<base target="_top">'
  const withBase = mailHtml.replace(/<head[^>]*>/i, (head) => head + base)
  return withBase === mailHtml ? base + mailHtml : withBase
}

/** Renders a text whose addresses of pages are links. */
const linked = (text: string): Markup[] =>
  text
    .split(/(https?:\/\/\S+)/)
    .map((part, nth) => (nth % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`))

/** Writes a mail in its wire format, without the encoding of its parts. @see RFC 5322 and RFC 2046 */
const sourceOf = ({ id, from, to, subject, at, headers, text, html: markup }: Mail): string => {
  const boundary = `=_${id}`
  const part = (type: string, body: string) =>
    `--${boundary}\nContent-Type: ${type}; charset=utf-8\n\n${body}`
  const fields = {
    ...{ From: from, To: to, Subject: subject, Date: new Date(at).toUTCString(), ...headers },
    'Content-Type': `multipart/alternative; boundary="${boundary}"`,
  }
  return [
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
    '',
    part('text/plain', text),
    part('text/html', markup),
    `--${boundary}--`,
  ].join('\n')
}

const contentOf = (mail: Mail, form: MailForm): Markup => {
  switch (form) {
    case 'html':
      return html`<iframe title="The mail" sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox" srcdoc="${framed(mail.html)}"></iframe>`
    case 'text':
      return html`<pre class="text">${linked(mail.text)}</pre>`
    case 'source':
      return html`<pre>${sourceOf(mail)}</pre>`
    default:
      return form satisfies never
  }
}

/** Renders a mail as a mail program shows it. */
export const mailPage = (mail: Mail, form: MailForm): Markup => {
  const { name, address } = senderOf(mail)
  return ownPage({
    title: mail.subject,
    body: html`
<p class="back"><a href="/inbox?to=${encodeURIComponent(mail.to)}">Inbox of ${mail.to}</a></p>
<article class="card mail">
<h1>${mail.subject}</h1>
<div class="sender">${avatar(mail)}<span><strong>${name}</strong> <span class="quiet">${address}</span></span>
${time(mail)}<span class="quiet">To ${mail.to}</span></div>
<nav class="tabs" aria-label="Forms of this mail">${Object.entries(FORMS).map(
      ([key, label]) =>
        html`<a href="/inbox/${mail.id}?as=${key}"${key === form ? raw(' aria-current="page"') : ''}>${label}</a>`,
    )}</nav>
${contentOf(mail, form)}
</article>`,
  })
}
