/** The part before the `@`. It is never normalized, because some letters fold into ASCII ones. */
const LOCAL = /^[^\s@\uff20"(),:;<>[\]\\|\p{C}]{1,64}$/u
const HOST = /^(?=.{1,189}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i

/**
 * Checks whether an address ends with `.invalid`, a domain that cannot exist. The doctor uses one.
 * @see https://www.rfc-editor.org/rfc/rfc2606#section-2
 */
export const isAtInvalid = (address: string): boolean => /\.invalid$/i.test(address)

/** Codes of the reasons why a text is not one address. Pages have the words. */
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
 * Reads one e-mail address, exactly as written. Only a domain with non-ASCII letters changes, to the form
 * that DNS uses.
 * @returns null for anything else, such as a list, a name or a control character
 * @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 for the lengths
 */
export function readAddress(text: string): string | null {
  const [local, domain, ...rest] = text.split('@')
  if (!local || !domain || rest.length > 0 || !LOCAL.test(local)) return null
  const host = asciiHost(domain)
  return HOST.test(host) ? `${local}@${host}` : null
}

/** Says what is wrong with a text that `readAddress` does not accept. */
function addressFault(text: string): AddressFault {
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

type TypedAddress = { address: string; fault: null } | { address: null; fault: AddressFault }

/**
 * Reads an address as people type and paste it: with invisible characters, a name, `mailto:` or the
 * punctuation of a sentence around it. A plain address stays unchanged. No letter becomes another.
 */
export function readTypedAddress(typed: string): TypedAddress {
  if (typed.length > MAX_LENGTH) return { address: null, fault: 'too-long' }
  const text = cleaned(typed)
  const address = readAddress(typed.trim()) ?? readAddress(text)
  return address === null ? { address, fault: addressFault(text) } : { address, fault: null }
}

/** Says what is wrong with a typed address; null if it is valid. */
export const checkAddress = (typed: string): AddressFault | null => readTypedAddress(typed).fault

/**
 * Reads the address that another site sends along in the query of a link.
 * @returns the text for the field; empty for a value that is no address, such as `undefined`
 */
export function readSentAddress(value: string): string {
  const text = (value.includes('@') ? value : decoded(value)).slice(0, MAX_LENGTH).trim()
  // A plus in a query means a space, and no address holds a space.
  const readings = [text, cleaned(text), cleaned(text.replaceAll(' ', '+'))]
  const known = readings.find((reading) => readAddress(reading) !== null)
  return known ?? (text.includes('@') ? text : '')
}

/** Longest text in characters: room for an address of 254 with a long name. Bounds the CPU time. */
const MAX_LENGTH = 1000

/** Zero-width spaces, direction marks, soft hyphens and other characters that nobody can see. */
const INVISIBLE = /(?=\p{Default_Ignorable_Code_Point})\p{Cf}/gu

/** The `@` of East Asian keyboards. It is no letter. */
const FULL_WIDTH_AT = /\uff20/g

/** Characters that cannot begin an address, and quotation marks. */
const BEFORE = /^[\s"“”„‘’«»‹›(),:;<>[\]\\|]+/u

/** A character that cannot end a domain: space, bracket or punctuation. An `@` has to stay. */
const AFTER = /[\s<>|]|[^\P{P}@]/u

const NAME_AND_ADDRESS = /^([^<>]*)<([^<>]+)>[^@]*$/

function cleaned(typed: string): string {
  const text = typed.replace(INVISIBLE, '').replace(FULL_WIDTH_AT, '@')
  const [, name = '', address = ''] = NAME_AND_ADDRESS.exec(text) ?? []
  // Some mail programs write the same address twice. Two different ones are ambiguous.
  const isOne = !name.includes('@') || bare(name) === bare(address)
  return bare(address && isOne ? address : text)
}

function bare(text: string): string {
  const [, addressee] = /^\s*mailto:([^?]*)/i.exec(text) ?? []
  const rest = (addressee === undefined ? text : decoded(addressee)).replace(BEFORE, '')
  const letters = [...rest]
  const end = letters.findLastIndex((letter) => !AFTER.test(letter)) + 1
  const isQuoted = letters[0] === "'" && letters.slice(Math.max(end, 1)).includes("'")
  return letters.slice(isQuoted ? 1 : 0, end).join('')
}

/** Decodes percent escapes. A text with a malformed one stays unchanged. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Lower-cases A to Z and nothing else. Unicode has letters that fold into ASCII ones, such as the Kelvin
 * sign into k: folding those would make another person's address equal to the customer's.
 */
export const lowerCase = (address: string): string =>
  address.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Checks whether two addresses differ at most in the case of A to Z. */
export const sameAddress = (one: string, other: string): boolean =>
  lowerCase(one) === lowerCase(other)

/** Spaces and invisible characters: format characters, fillers, variation selectors. */
const UNSEEN = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/**
 * Normalizes a name: NFKC, without spaces, invisible characters and final dots.
 * @see https://www.unicode.org/reports/tr36/ on names that look or compare alike
 */
export const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(UNSEEN, '')
    // Again, because an invisible character may have been between a letter and its accent.
    .normalize('NFKC')
    .replaceAll('\u3002', '.')
    .replace(/\.+$/, '')

/**
 * Maps all spellings of a name that another system may treat as equal to one rate limit key. It folds
 * more than {@link sameAddress}: use it for counting only, never to find an account.
 */
export const countedName = (name: string): string =>
  plainName(name).toLowerCase().toUpperCase().toLowerCase()
