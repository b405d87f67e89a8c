/** Rows that a finger runs along, forth and back, round and round. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '1234567890', 'qwertyuiopasdfghjklzxcvbnm']

/** In characters. Of whatever so few are, there are not many, and repeating them adds little. */
const SHORT_PART = 3

let loaded: Promise<ReadonlySet<string>> | undefined

/**
 * Whether a password is among the 49,233 that are tried first, in whatever case; or merely repeats
 * one of them or a few characters; or runs along a row of the keyboard, the alphabet or the digits.
 * The list is read at the first call: that takes some 30 ms, and 8 MB from then on.
 */
export async function isCommon(password: string): Promise<boolean> {
  const folded = password.toLowerCase()
  const part = repeatedPart(folded)
  if (part !== folded && [...part].length <= SHORT_PART) return true
  if (isOfOneRow(folded)) return true
  loaded ??= load()
  const list = await loaded
  for (let text = part; text.length <= folded.length; text += part) {
    if (list.has(text)) return true
  }
  return false
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

/** The shortest part that a text is made of by repeating it: the text itself at most. */
const repeatedPart = (text: string) => text.slice(0, `${text}${text}`.indexOf(text, 1))

function isOfOneRow(text: string): boolean {
  const backwards = [...text].reverse().join('')
  return ROWS.some((row) => {
    const endless = row.repeat(Math.ceil(text.length / row.length) + 1)
    return endless.includes(text) || endless.includes(backwards)
  })
}
