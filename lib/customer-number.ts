import { type AddressFault, readTypedAddress } from './email-address.ts'

/** Nine digits, with any dashes, dots or spaces between groups of three. */
const NUMBER = /^\d{3}[\s\p{Pd}\u2212.]*\d{3}[\s\p{Pd}\u2212.]*\d{3}$/u

/** Arabic and Persian digits. The last four bits of each are its value. */
const EASTERN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g

/** Reads a customer number as people type and paste it. @returns `999-999-999`; null for anything else */
export function readCustomerNumber(typed: string): string | null {
  const text = typed
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(EASTERN_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
    .trim()
  return NUMBER.test(text) ? text.replace(/\D/g, '').replace(/(...)(?!$)/g, '$1-') : null
}

/** Reads an address or a customer number, as {@link readTypedAddress} does. */
export function readTypedName(typed: string): ReturnType<typeof readTypedAddress> {
  const number = readCustomerNumber(typed)
  return number === null ? readTypedAddress(typed) : { address: number, fault: null }
}

/** Says what is wrong with a text that is neither an address nor a customer number; null if it is one. */
export const checkTypedName = (typed: string): AddressFault | null => readTypedName(typed).fault
