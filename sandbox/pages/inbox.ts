import { Hono } from 'hono'
import type { Inbox } from '#sandbox/inbox.ts'
import { listPage } from '#sandbox/pages/mail-list.ts'
import { isMailForm, mailPage } from '#sandbox/pages/mail-page.ts'

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
    const form = c.req.query('as') ?? 'html'
    return mail && isMailForm(form) ? c.html(mailPage(mail, form)) : c.notFound()
  })
  return app
}
