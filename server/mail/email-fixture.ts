import type { Mail } from '#lib/reset/mail.ts'

/** The link in `resetLink`. */
export const link =
  'https://account.example.com/actions?action=resetPwd&customerId=7&token=eyJhbGciOiJkaXIifQ..aXY.dGV4dA.dGFn'
/** The link in `notice`. */
export const notMe =
  'https://account.example.com/actions?action=notMe&token=eyJhbGciOiJkaXIifQ..aXY.dG9v.dGFn'
/** A mail with a reset link. */
export const resetLink = {
  kind: 'reset-link',
  to: 'ada@example.com',
  locale: 'en',
  occurredAt: new Date('2026-03-01T13:05:09.750Z'),
  link,
  minutes: 60,
} satisfies Mail
/** The mail to an address without an account. */
export const noAccount = {
  kind: 'no-account',
  to: 'no-one@example.com',
  locale: 'en',
  occurredAt: new Date('2026-03-01T13:05:09Z'),
} satisfies Mail
/** The notice of a change. */
export const notice = {
  kind: 'password-changed',
  to: 'ada@example.com',
  locale: 'en',
  occurredAt: new Date('2026-03-01T23:59:59Z'),
  device: 'Chrome, Windows',
  endsSessions: false,
  notMe,
} satisfies Mail

/** A help page whose address has a character to escape. */
export const SUPPORT_URL = 'https://help.example.com/contact?topic=a&b=c'

/** Counts the occurrences of a text in another. */
export const times = (text: string, part: string) => text.split(part).length - 1
const unescaped = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')

/** Lists the targets of the links in a page. */
export const targetsOf = (html: string) =>
  [...html.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)].map(([, target = '']) => unescaped(target))

const HIDDEN = [
  /<!--.*?-->/gs,
  /<head\b.*?<\/head>/gs,
  // The preview beside the subject, and the letter in the tile.
  /<div\s+style="display:none.*?<\/div><\/div>/gs,
  /<span\s+aria-hidden="true".*?<\/span>/gs,
]

/** Reads the visible text of a mail, as one line. */
export const visible = (html: string) =>
  unescaped(
    HIDDEN.reduce((rest, hidden) => rest.replace(hidden, ''), html).replace(/<[^>]*>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim()

/** Writes a URL as HTML attributes hold it. */
export const escaped = (url: string) => url.replaceAll('&', '&amp;')
