/** Alphabet, digits and keyboard. Their sequences count as common, also reversed or repeated. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '1234567890', 'qwertyuiopasdfghjklzxcvbnm']

/** Repetitions of up to this many characters count as common ("abcabcabc"). */
const SHORT_PART = 3

let loaded: Promise<ReadonlySet<string>> | undefined

/**
 * Checks whether a password is among 49,233 common ones, ignoring case. One that repeats such a password or up to
 * three characters counts too, and a sequence of the keyboard, the alphabet or the digits. The first call
 * loads the list, which takes about 30 ms, and 8 MB of memory.
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

/** Finds the shortest part whose repetition is the text; else the text itself. */
const repeatedPart = (text: string) => text.slice(0, `${text}${text}`.indexOf(text, 1))

function isOfOneRow(text: string): boolean {
  const backwards = [...text].reverse().join('')
  return ROWS.some((row) => {
    const endless = row.repeat(Math.ceil(text.length / row.length) + 1)
    return endless.includes(text) || endless.includes(backwards)
  })
}
