import { type AddressFault, addressFault, readAddress } from './email-address.ts'

type TypedAddress = { address: string; fault: null } | { address: null; fault: AddressFault }

/**
 * Reads an address as people type and paste it: with invisible characters, a name, `mailto:` or the
 * punctuation of a sentence around it. A plain address stays exactly as it is. No letter becomes another
 * one.
 */
export function readTypedAddress(typed: string): TypedAddress {
  if (typed.length > MAX_LENGTH) return { address: null, fault: 'too-long' }
  const text = cleaned(typed)
  const address = readAddress(typed.trim()) ?? readAddress(text)
  return address === null ? { address, fault: addressFault(text) } : { address, fault: null }
}

/** Says what is wrong with a typed address. Null: nothing. */
export const checkAddress = (typed: string): AddressFault | null => readTypedAddress(typed).fault

/**
 * Reads the address that another site sends along in the query of a link.
 * @returns the text for the field; empty for a value that is no address, such as `undefined`
 */
export function readSentAddress(value: string): string {
  const text = (value.includes('@') ? value : decoded(value)).slice(0, MAX_LENGTH).trim()
  // In a query a plus means a space, and no address holds a space.
  const readings = [text, cleaned(text), cleaned(text.replaceAll(' ', '+'))]
  const known = readings.find((reading) => readAddress(reading) !== null)
  return known ?? (text.includes('@') ? text : '')
}

/** In characters. Leaves room for an address of 254 with a long name, and bounds the CPU time. */
const MAX_LENGTH = 1000

/** Zero-width spaces, direction marks, soft hyphens and other characters that nobody can see. */
const INVISIBLE = /(?=\p{Default_Ignorable_Code_Point})\p{Cf}/gu

/** The `@` of East Asian keyboards. It is no letter. */
const FULL_WIDTH_AT = /\uff20/g

/** Characters that cannot begin an address, and quotation marks. */
const BEFORE = /^[\s"“”„‘’«»‹›(),:;<>[\]\\|]+/u

/** Characters that cannot end a domain: spaces, brackets, punctuation. An `@` has to stay. */
const AFTER = /(?:[\s<>|]|[^\P{P}@])+$/u

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
  return rest.replace(/^'(?=.*'\W*$)/, '').replace(AFTER, '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
