/**
 * Reads the query of a link as its sender meant it. On its way through mail programs, copying and
 * pasting a link is encoded once too often or loses its end; what cannot be part of any link that
 * we understand is mended here.
 * @param search the query as it arrived, still encoded, with or without `?`
 */
export function readLinkQuery(search: string): URLSearchParams {
  const text = search.replace(/^\?/, '')
  const whole = text.includes('=') ? text : decodeAgain(text)
  const query = new URLSearchParams(whole.replace(ESCAPED_AMPERSANDS, '&'))
  const entries = [...query].map(([name, value]) => [name, mendValue(value)] as const)
  // Quoted-printable writes every `=` as `=3D`: taken for one only if each value shows it.
  const quoted = entries.length > 0 && entries.every(([, value]) => value.startsWith('3D'))
  return new URLSearchParams(
    entries.map(([name, value]) => [
      name,
      quoted || (name === 'token' && QUOTED_TOKEN.test(value)) ? value.slice(2) : value,
    ]),
  )
}

/** `&` as HTML writes it, once or several times over; `;` may have been encoded since. */
const ESCAPED_AMPERSANDS = /&((amp|#38|#x26)(;|%3B))+/gi

/** No token of ours or of a vendor begins like this: sealed ones with `ey`, others never with `3D`. */
const QUOTED_TOKEN = /^3D/

function mendValue(value: string): string {
  const whole = decodeAgain(value)
    .replace(/=?[\r\n]+[ \t]*/g, '')
    .replace(/=3D/g, '=')
    .replace(/\?utm_.*$/s, '')
  return withoutEnding(whole)
}

/** What a sentence, a bracket or an invisible character around a link leaves at its end. */
const ENDINGS = '.,;:!?>)]}*\'"’”»…\u00a0\u200b\u200c\u200d\ufeff'

/** No regular expression: a long run of dots before a letter would cost it the square of its length. */
function withoutEnding(value: string): string {
  let end = value.length
  while (end > 0 && ENDINGS.includes(value.charAt(end - 1))) end -= 1
  return value.slice(0, end)
}

/** A link that was encoded twice still holds escapes after one decoding; no real value holds any. */
function decodeAgain(value: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(value)) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
