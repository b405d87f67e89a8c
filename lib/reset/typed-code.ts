/** Everything that people put between the characters of a code: spaces, dashes, dots, invisible characters. */
const BETWEEN = /[\s\p{P}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

/** Form of a code, in lower case. */
const CODE = /^[a-z\d]{4,64}$/

/** Codes of the reasons why a text is no code. Pages have the words. */
export type CodeFault = 'required' | 'character'

const bare = (typed: string): string =>
  typed.slice(0, 500).normalize('NFKC').replace(BETWEEN, '').toLowerCase()

/** Reads a code as people type and paste it, in lower case. @returns null for another text */
export function readTypedCode(typed: string): string | null {
  const code = bare(typed)
  return CODE.test(code) ? code : null
}

/** Says what is wrong with a typed code; null if it has the form of one. */
export function checkCode(typed: string): CodeFault | null {
  if (bare(typed) === '') return 'required'
  return readTypedCode(typed) === null ? 'character' : null
}
