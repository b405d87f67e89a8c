/** Minimum lengths in characters. Shorter words occur in passwords by chance, and are ignored. */
const SHORTEST_WORD = 3
const SHORTEST_NUMBER = 6

const PART = /[\p{L}\p{M}]+|\p{N}+/gu

/** Replaces a word that was found. It is no letter or digit, so no text contains it. */
const FOUND = '\0'

/**
 * Checks whether a password consists only of these words, digits, punctuation and space. A password with one more
 * word does not.
 */
export function consistsOf(words: readonly string[], password: string): boolean {
  const left = words
    .filter(isTelling)
    .sort((one, other) => other.length - one.length)
    .reduce((text, word) => text.replaceAll(word, FOUND), lettersAndDigits(password))
  return left.includes(FOUND) && /^[\0\p{N}]+$/u.test(left)
}

/** Lists the words of a name, and the whole name as one word. */
export const personalWords = (name: string): string[] => [lettersAndDigits(name), ...partsOf(name)]

/** Keeps the letters and digits of a text, in lower case. */
export const lettersAndDigits = (text: string): string => partsOf(text).join('')

const partsOf = (text: string): string[] => text.toLowerCase().match(PART) ?? []

const isTelling = (word: string) =>
  [...word].length >= (/^\p{N}+$/u.test(word) ? SHORTEST_NUMBER : SHORTEST_WORD)
