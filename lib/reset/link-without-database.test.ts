import { expect, test } from 'vitest'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { memoryChangeLock } from './memory-change-lock.ts'
import { openLink } from './open-link.ts'
import { later } from './services.ts'

test('a link opens without the database, spends nothing, and its form can be sent later', async () => {
  const away = () => Promise.reject(new Error('the database cannot be used now'))
  const services = fakeServices({}, { changeLock: { ...memoryChangeLock(), stateOf: away } })
  const token = await services.sealer.seal('link', ticket, later(services.now(), 3600))
  const query = new URLSearchParams({ action: 'resetPwd', customerId: ticket.subject, token })
  expect(await openLink(services, context, `?${query}`)).toEqual({
    kind: 'open',
    ...opened(services),
  })
})
