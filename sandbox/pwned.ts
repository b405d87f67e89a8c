import { createHash, randomBytes } from 'node:crypto'
import { Hono } from 'hono'

const BREACHED = [
  '123456',
  '12345678',
  '123456789012',
  'password',
  'password1',
  'Password1',
  'password1234',
  'Password1234',
  'passwordpassword',
  'qwerty',
  'qwertyuiop',
  'qwertyuiop123',
  'iloveyou1234',
  'letmein12345',
  'welcome12345',
  'administrator',
  'correct horse battery staple',
]

const PADDED_LINES = 800

/** A password for whose range the API fails. */
export const NOT_LOOKED_UP = 'eleven rivers out of order'

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase()

/** Emulates the range API of Pwned Passwords, with a short list of common passwords. */
export const pwned = (): Hono => {
  const breached = BREACHED.map(sha1)
  const failing = sha1(NOT_LOOKED_UP).slice(0, 5)
  const app = new Hono()
  app.get('/range/:prefix', (c) => {
    const prefix = c.req.param('prefix').toUpperCase()
    if (!/^[0-9A-F]{5}$/.test(prefix)) {
      return c.text('The hash prefix was not in a valid format', 400)
    }
    if (prefix === failing) return c.text('Service Unavailable', 503)
    const found = breached
      .filter((hash) => hash.startsWith(prefix))
      .map((hash) => `${hash.slice(5)}:${1_000 + (Number.parseInt(hash.slice(5, 9), 16) % 9_000)}`)
    // The real range of a prefix is never empty, so add other hashes.
    const company = Array.from(
      { length: 20 },
      (_, i) => `${sha1(`${prefix}${i}`).slice(5)}:${i + 1}`,
    )
    const lines = [...found, ...company]
    if (c.req.header('add-padding') === 'true') {
      while (lines.length < PADDED_LINES) {
        lines.push(`${randomBytes(18).toString('hex').slice(0, 35).toUpperCase()}:0`)
      }
    }
    return c.text(lines.sort().join('\r\n'))
  })
  return app
}
