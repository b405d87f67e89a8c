import { writtenForms } from './written-forms.ts'

/** Search terms by their first four bytes. */
type Needles = Map<number, { secret: string; bytes: Buffer; isWord: boolean }[]>

/** Bytes of a long secret. Shorter ones occur by chance: one in seven thousand in a build. */
const LONG = 8

/**
 * Creates a function that finds secrets in a text, in all their written forms. A short code counts only
 * as a whole word, because it is a part of other words by chance. Reads the text once: a store has a
 * hundred megabytes.
 */
export function searchFor(secrets: readonly string[]): (text: Buffer | string) => string[] {
  const needles: Needles = new Map()
  const starts = new Uint8Array(0x10000)
  for (const secret of new Set(secrets)) {
    for (const form of writtenForms(secret)) {
      const bytes = Buffer.from(form)
      if (bytes.length < 5) continue
      starts[bytes.readUInt16BE()] = 1
      const start = bytes.readUInt32BE()
      const isWord = bytes.length < LONG && form === secret
      needles.set(start, [...(needles.get(start) ?? []), { secret, bytes, isWord }])
    }
  }
  return (text) => {
    const content = typeof text === 'string' ? Buffer.from(text) : text
    const found = new Set<string>()
    for (let at = 0; at + 4 < content.length; at += 1) {
      const two = ((content[at] ?? 0) << 8) | (content[at + 1] ?? 0)
      if (starts[two] === 0) continue
      for (const { secret, bytes, isWord } of needles.get(content.readUInt32BE(at)) ?? []) {
        const end = at + bytes.length
        if (!content.subarray(at, end).equals(bytes)) continue
        if (isWord && (isLetter(content[at - 1]) || isLetter(content[end]))) continue
        found.add(secret)
      }
    }
    return [...found]
  }
}

/** Checks whether a byte is an ASCII letter or digit. */
const isLetter = (byte = 0) => /[a-z\d]/i.test(String.fromCharCode(byte))
