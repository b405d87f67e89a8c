/** Ten code points and more fold into ASCII ones: nothing of the part before the `@` is changed. */
const LOCAL = /^[^\s@"(),:;<>[\]\\|\p{C}]{1,64}$/u
const HOST = /^(?=.{1,189}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i

/**
 * Reads one e-mail address, as typed but for a domain of other letters than ASCII, which is
 * written in the form that DNS knows.
 * @returns null for anything else: a list, a name, a control character
 */
export function readAddress(text: string): string | null {
  const [local, domain, ...rest] = text.split('@')
  if (!local || !domain || rest.length > 0 || !LOCAL.test(local)) return null
  const host = /^[\x21-\x7e]+$/.test(domain) ? domain : asciiHost(domain)
  return HOST.test(host) ? `${local}@${host}` : null
}

/** What is wrong with what was typed as an address; a code, put into words by the page. */
export function checkAddress(typed: string): 'required' | 'malformed' | null {
  const text = typed.trim()
  if (text === '') return 'required'
  return readAddress(text) === null ? 'malformed' : null
}

function asciiHost(domain: string): string {
  const url = `http://${domain}`
  return /[/?#:%\\\s\p{Cc}]/u.test(domain) || !URL.canParse(url) ? '' : new URL(url).hostname
}
