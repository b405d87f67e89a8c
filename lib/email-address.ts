/** The part before the `@`. It is never normalized, because some letters fold into ASCII ones. */
const LOCAL = /^[^\s@\uff20"(),:;<>[\]\\|\p{C}]{1,64}$/u
const HOST = /^(?=.{1,189}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i

/** Codes for the reason why a text is not one address. Pages have their words. */
export type AddressFault =
  | 'required'
  | 'no-at'
  | 'several'
  | 'space'
  | 'no-name'
  | 'too-long'
  | 'character'
  | 'domain'

/**
 * Reads one e-mail address, exactly as written. Only a domain with other letters than ASCII changes:
 * it becomes the form that DNS uses.
 * @returns null for anything else: a list, a name, a control character
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 for the lengths
 */
export function readAddress(text: string): string | null {
  const [local, domain, ...rest] = text.split('@')
  if (!local || !domain || rest.length > 0 || !LOCAL.test(local)) return null
  const host = asciiHost(domain)
  return HOST.test(host) ? `${local}@${host}` : null
}

/** Says what is wrong with a text that `readAddress` does not accept. */
export function addressFault(text: string): AddressFault {
  if (text === '') return 'required'
  const [local = '', domain, ...rest] = text.split('@')
  if (domain === undefined) return 'no-at'
  if (rest.length > 0) return 'several'
  if (/\s/.test(text)) return 'space'
  if (local === '') return 'no-name'
  if (local.length > 64 || text.length > 254) return 'too-long'
  return LOCAL.test(local) ? 'domain' : 'character'
}

function asciiHost(domain: string): string {
  if (/^[\x21-\x7e]+$/.test(domain)) return domain
  const url = `http://${domain}`
  return /[/?#:%\\\s\p{Cc}]|\p{P}$/u.test(domain) || !URL.canParse(url) ? '' : new URL(url).hostname
}
