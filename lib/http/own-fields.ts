/** Part of a multipart body, as browsers write a field or a file. */
const PART =
  /^\r\nContent-Disposition: form-data; name="([^"\r\n]*)"(; filename="[^"\r\n]*")?(?:\r\nContent-Type: [^\r\n]*)?\r\n\r\n/i

/** Suffix of the field that a browser writes directly after one with `dirname`, from the same element. */
export const DIRECTION = '-dir'

/**
 * Drops the fields that are not ours from a form, whatever their name: password managers and translators
 * add some. Parts that React decodes stay, for the guard behind this to judge, and so does every byte of
 * what is kept.
 * @param body the multipart body, one character a byte
 * @param fields the names of our fields
 * @param byScript React sent the form, and put `_1_` before the names
 * @returns null for a body that no browser writes
 */
export function keepOwnFields(
  body: string,
  boundary: string,
  fields: readonly string[],
  byScript: boolean,
): string | null {
  const [before, ...rest] = body.split(`--${boundary}`)
  const end = rest.pop()
  const parts = rest.map(readPart)
  if (before !== '' || end === undefined || !parts.every((part) => part !== null)) return null

  const prefix = byScript ? '_1_' : ''
  const own = new Set(fields.map((field) => ownPart(parts, `${prefix}${field}`)))
  const isDecoded = (name: string) =>
    byScript ? !name.startsWith(prefix) : name.startsWith('$ACTION_')
  const kept = parts.filter((part) => own.has(part) || isDecoded(part.name))
  return [...kept.map(({ text }) => text), end].map((text) => `--${boundary}${text}`).join('')
}

type Part = { readonly name: string; readonly isFile: boolean; readonly text: string }

function readPart(text: string): Part | null {
  const [head, name = '', file] = PART.exec(text) ?? []
  return head !== undefined && text.endsWith('\r\n')
    ? { name, isFile: file !== undefined, text }
    : null
}

/**
 * Finds our field of a name among several: the one that its direction follows. Only our element has
 * `dirname`, and nothing can be put between the two. Without any, it is the first.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#submitting-element-directionality:-the-dirname-attribute
 */
function ownPart(parts: readonly Part[], name: string): Part | undefined {
  const isNamed = (part: Part) => part.name === name && !part.isFile
  return (
    parts.find((part, nth) => isNamed(part) && parts[nth + 1]?.name === `${name}${DIRECTION}`) ??
    parts.find(isNamed)
  )
}
