import { expect, test } from 'vitest'
import { requestContextFrom } from './request-context.ts'

test('a request context has the id of its request', () => {
  expect(requestContextFrom(new Headers({ 'x-request-id': 'an-id' }))).toEqual({
    id: 'an-id',
    locale: 'en',
  })
})

test('a request without an id gets a new one', () => {
  const ids = [requestContextFrom(new Headers()), requestContextFrom(new Headers())].map(
    ({ id }) => id,
  )
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(ids[0]).not.toBe(ids[1])
})
