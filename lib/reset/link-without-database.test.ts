import { expect, test } from 'vitest'
import { fakeSite, opened, ticket, visit } from './fake-services.ts'
import { memoryAttempts } from './memory-attempts.ts'
import { openLink } from './open-link.ts'
import { later } from './services.ts'

test('a link opens while the database is away: nothing is spent, and the form can be sent later', async () => {
  const away = () => Promise.reject(new Error('the database cannot be used now'))
  const site = fakeSite({}, { attempts: { ...memoryAttempts(), find: away } })
  const token = await site.sealer.seal('link', ticket, later(site.now(), 3600))
  const query = new URLSearchParams({ action: 'resetPwd', customerId: ticket.subject, token })
  expect(await openLink(site, visit, `?${query}`)).toEqual({ kind: 'open', ...opened(site) })
})
