const asciiLower = (letter: string): string => letter.toLowerCase()

/**
 * Lower-cases A to Z and nothing else. Unicode has letters that fold into ASCII ones (the
 * Kelvin sign into k): folding those would make somebody else's address equal to the customer's.
 */
export const lowerCase = (address: string): string => address.replace(/[A-Z]/g, asciiLower)

/** Whether two addresses differ at most in the case of A to Z. */
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
    // Again: an invisible character may have stood between a letter and its accent.
    .normalize('NFKC')
    .replaceAll('\u3002', '.')
    .replace(/\.+$/, '')

/**
 * Maps all spellings of a name that another system may treat as equal to one rate limit key. It folds
 * more than {@link sameAddress}: use it for counting only, never to find an account.
 */
export const countedName = (name: string): string =>
  plainName(name).toLowerCase().toUpperCase().toLowerCase()
