/** With fewer characters than these a word is in many a password by chance. */
const SHORTEST_WORD = 3
const SHORTEST_NUMBER = 6

const PART = /[\p{L}\p{M}]+|\p{N}+/gu

/** Stands for a word that was found: no text has it once it is plain. */
const FOUND = '\0'

/**
 * Whether a password is made of these words and of nothing else but digits, punctuation and space.
 * One that has a word of its own beside them is not.
 */
export function consistsOf(words: readonly string[], password: string): boolean {
  const left = words
    .filter(isTelling)
    .sort((one, other) => other.length - one.length)
    .reduce((text, word) => text.replaceAll(word, FOUND), lettersAndDigits(password))
  return left.includes(FOUND) && /^[\0\p{N}]+$/u.test(left)
}

/** The words that a name is made of, and all of it as one. */
export const personalWords = (name: string): string[] => [lettersAndDigits(name), ...partsOf(name)]

/** The letters and digits of a text, in small letters. */
export const lettersAndDigits = (text: string): string => partsOf(text).join('')

const partsOf = (text: string): string[] => text.toLowerCase().match(PART) ?? []

const isTelling = (word: string) =>
  [...word].length >= (/^\p{N}+$/u.test(word) ? SHORTEST_NUMBER : SHORTEST_WORD)
