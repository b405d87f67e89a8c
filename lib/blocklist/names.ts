/** With fewer characters than these a word is in many a password by chance. */
const SHORTEST_WORD = 3
const SHORTEST_NUMBER = 6

const PART = /[\p{L}\p{M}]+|\p{N}+/gu

/** Stands for a name that was found: no text has it once it is plain. */
const FOUND = '\0'

/**
 * Whether a password is made of these names or their parts and of nothing else but digits,
 * punctuation and space. One with a word of its own beside them is not.
 */
export function isMadeOfNames(names: readonly string[], password: string): boolean {
  const words = new Set(names.flatMap((name) => [plain(name), ...partsOf(name)]))
  const left = [...words]
    .filter(isTelling)
    .sort((one, other) => other.length - one.length)
    .reduce((text, word) => text.replaceAll(word, FOUND), plain(password))
  return left.includes(FOUND) && /^[\0\p{N}]+$/u.test(left)
}

const partsOf = (text: string) => text.toLowerCase().match(PART) ?? []

/** The letters and digits of a text, in small letters. */
const plain = (text: string) => partsOf(text).join('')

const isTelling = (word: string) =>
  [...word].length >= (/^\p{N}+$/u.test(word) ? SHORTEST_NUMBER : SHORTEST_WORD)
