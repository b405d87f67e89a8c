/** Keeps the well-formed cookies with these names. Other apps set more for a parent domain. */
export function ownCookies(header: string | undefined, names: readonly string[]): string {
  const values = names.map((name) => [name, readCookie(header, name)] as const)
  return values
    .filter(([, value]) => value !== undefined)
    .map((pair) => pair.join('='))
    .join('; ')
}

/** Reads the last cookie of a name; undefined if there is none, or it is malformed. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '').split('; ').flatMap((cookie) => {
    const [, value] = cookie.startsWith(`${name}=`) ? cookie.split('=') : []
    return value !== undefined && cookie === `${name}=${value}` && /^[\w.-]+$/.test(value)
      ? [value]
      : []
  })
  return values.at(-1)
}
