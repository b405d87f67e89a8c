import { expect, test } from 'vitest'
import { type FormRejection, readRejection, rejectionCode } from './form-protocol.ts'

test.each<FormRejection>([
  { kind: 'refused' },
  { kind: 'outdated' },
  { kind: 'limited', wait: '10 minutes', seconds: 600 },
  { kind: 'limited', wait: '1 час', seconds: 600 },
])('the browser reads the rejection that the server has written: %j', (rejection) => {
  expect(readRejection(new Error(rejectionCode(rejection)))).toEqual(rejection)
})

test.each([
  new Error('An unexpected response was received from the server.'),
  new Error('form-'),
  new Error('form-limited'),
  new Error('form-refused because'),
  'form-refused',
  null,
])('an error of another kind is no rejection: %s', (error) => {
  expect(readRejection(error)).toBeNull()
})
