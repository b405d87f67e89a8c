import { decoded } from '#lib/email-address.ts'

/**
 * Reads the query of a link as its sender may have meant it. Mail programs, copying and pasting
 * encode a link once too often, quote it or add to its end. A token may by chance look like the
 * result of this, so a query that can be understood in several ways has several readings, and the
 * caller takes the first one that is a link.
 * @param search the query as it arrived, still encoded, with or without `?`
 * @returns the likeliest reading first
 */
export function readLinkQuery(search: string): readonly URLSearchParams[] {
  const text = search.replace(/^\?/, '')
  const whole = text.includes('=') ? text : decoded(text)
  const query = new URLSearchParams(whole.replace(ESCAPED_AMPERSANDS, '&'))
  // A value that was encoded twice still holds escapes.
  const entries = [...query].map(([name, value]) => [name, decoded(value)] as const)
  const reading = (mend: (value: string) => string) =>
    new URLSearchParams(entries.map(([name, value]) => [name, withoutEnding(mend(value))]))

  const asWritten = reading(unfold)
  const unquoted = reading((value) => unquote(value.replace(QUOTED, '')))
  return isQuoted(entries) ? [unquoted, asWritten] : [asWritten, reading(unquote), unquoted]
}

/** `&` as HTML writes it, once or several times over; `;` may have been encoded since. */
const ESCAPED_AMPERSANDS = /&((amp|#38|#x26)(;|%3B))+/gi

/**
 * The rest of the `=3D` that quoted-printable writes for the `=` before a value.
 * @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7
 */
const QUOTED = /^3D/

/** Quoted-printable changes every `=`: one value without the mark shows that the others have it by chance. */
function isQuoted(entries: readonly (readonly [string, string])[]): boolean {
  const own = entries.filter(([name]) => !name.startsWith('utm_'))
  return own.length > 0 && own.every(([, value]) => QUOTED.test(value))
}

/** Joins lines. A `=` before a line break is quoted-printable's, unless the value ends there. */
const unfold = (value: string): string => withoutLast(value, '\r\n').replace(/=?[\r\n]+[ \t]*/g, '')

/** Undoes quoted-printable: joins lines, and reads `=` and two digits as the character of the code. */
const unquote = (value: string): string =>
  unfold(value).replace(/=([2-7][0-9A-F])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )

/** Removes a campaign's parameters, and punctuation, brackets and invisible characters at the end. */
const withoutEnding = (value: string): string =>
  withoutLast(value.replace(/\?utm_.*$/s, ''), '.,;:!?>)]}*\'"’”»…\u00a0\u200b\u200c\u200d\ufeff')

/** No regular expression: a long run of dots before a letter would cost it the square of its length. */
function withoutLast(value: string, characters: string): string {
  let end = value.length
  while (end > 0 && characters.includes(value.charAt(end - 1))) end -= 1
  return value.slice(0, end)
}
