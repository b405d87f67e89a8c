import { decoded } from '#lib/email-address.ts'

/**
 * Repairs the query of a link. Mail programs, copying and pasting encode a link twice, quote it, or add
 * characters to its end. A correct token may by chance look like that, so there are several readings,
 * and the caller takes the first one that is a link.
 * @param search the query as it arrived, still encoded, with or without `?`
 * @returns the readings, the likeliest first
 */
export function readLinkQuery(search: string): readonly URLSearchParams[] {
  const text = search.replace(/^\?/, '')
  const whole = text.includes('=') ? text : decoded(text)
  const query = new URLSearchParams(whole.replace(ESCAPED_AMPERSANDS, '&'))
  // A value that was encoded twice still has escapes.
  const entries = [...query].map(([name, value]) => [name, decoded(value)] as const)
  const reading = (mend: (value: string) => string) =>
    new URLSearchParams(entries.map(([name, value]) => [name, withoutEnding(mend(value))]))

  const asWritten = reading(unfold)
  const unquoted = reading((value) => unquote(value.replace(QUOTED, '')))
  return isQuoted(entries) ? [unquoted, asWritten] : [asWritten, reading(unquote), unquoted]
}

/** `&` as HTML escapes it, once or several times. Its `;` may be percent-encoded. */
const ESCAPED_AMPERSANDS = /&((amp|#38|#x26)(;|%3B))+/gi

/**
 * The rest of the `=3D` that quoted-printable writes for the `=` before a value.
 * @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7
 */
const QUOTED = /^3D/

/** Checks whether all values begin with `3D`. Quoted-printable changes every `=`, chance only one. */
function isQuoted(entries: readonly (readonly [string, string])[]): boolean {
  const own = entries.filter(([name]) => !name.startsWith('utm_'))
  return own.length > 0 && own.every(([, value]) => QUOTED.test(value))
}

/** Joins folded lines. A final `=` stays, because it may be the padding of base64. */
const unfold = (value: string): string => withoutLast(value, '\r\n').replace(/=?[\r\n]+[ \t]*/g, '')

/** Undoes quoted-printable: joins lines, and reads `=` and two digits as the character of the code. */
const unquote = (value: string): string =>
  unfold(value).replace(/=([2-7][0-9A-F])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )

/** Removes a campaign's parameters, and punctuation, brackets and invisible characters at the end. */
const withoutEnding = (value: string): string =>
  withoutLast(value.replace(/\?utm_.*$/s, ''), '.,;:!?>)]}*\'"’”»…\u00a0\u200b\u200c\u200d\ufeff')

/** Trims characters at the end. A regular expression would take quadratic time for a run of dots. */
function withoutLast(value: string, characters: string): string {
  let end = value.length
  while (end > 0 && characters.includes(value.charAt(end - 1))) end -= 1
  return value.slice(0, end)
}
