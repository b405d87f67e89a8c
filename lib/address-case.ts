const asciiLower = (letter: string): string => letter.toLowerCase()

/**
 * Lower-cases A to Z and nothing else. Unicode has letters that fold into ASCII ones (the
 * Kelvin sign into k): folding those would make somebody else's address equal to the customer's.
 */
export const lowerCase = (address: string): string => address.replace(/[A-Z]/g, asciiLower)

/** Whether two addresses differ at most in the case of A to Z. */
export const sameAddress = (one: string, other: string): boolean =>
  lowerCase(one) === lowerCase(other)
