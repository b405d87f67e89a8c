import { expect, test } from 'vitest'
import { errorCode } from './error-code.ts'

const coded = (code: unknown, message = 'ada@example.com') =>
  Object.assign(new Error(message), { code })

test.each([
  ['the code of the system', coded('ECONNREFUSED'), 'ECONNREFUSED'],
  ['the code of OpenSSL', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['the SQLSTATE of a full disk', coded('53100'), '53100'],
  ['the code of its cause', new Error('failed', { cause: coded('ENOTFOUND') }), 'ENOTFOUND'],
  ['the code of its first error', new AggregateError([coded('EHOSTUNREACH')]), 'EHOSTUNREACH'],
  ['a connection that takes too long', new Error('timeout expired'), 'ETIMEDOUT'],
  ['a statement that takes too long', new Error('Query read timeout'), 'ETIMEDOUT'],
  ['a server without TLS', new Error('The server does not support SSL connections'), 'TLS_REFUSED'],
  ['a lost connection', new Error('Connection terminated unexpectedly'), 'ECONNRESET'],
  ['a missing password', new Error('SASL: client password must be a string'), '28P01'],
  ['a full disk below the embedded database', { name: 'ErrnoError', errno: 51 }, 'ENOSPC'],
  ['an error of an unknown kind', new Error('ada@example.com'), 'UNKNOWN'],
  ['a code that is no name', coded('ada@example.com'), 'UNKNOWN'],
  ['a thrown string', 'ada@example.com', 'UNKNOWN'],
  ['nothing', undefined, 'UNKNOWN'],
])('names %s', (_, error, code) => {
  expect(errorCode(error)).toBe(code)
})
