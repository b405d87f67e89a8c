import { IncomingMessage } from 'node:http'
import { boundaryOf, MAX_FORM_BYTES } from './form-body.ts'
import { DIRECTION } from './form-protocol.ts'

/**
 * Removes the fields of browser extensions from a posted form. A body that is too large or malformed is
 * passed on unchanged, and `validateFormBody` refuses it.
 * @throws when the body breaks off
 */
export async function withOwnFields(
  request: IncomingMessage,
  fields: readonly string[],
): Promise<IncomingMessage> {
  const boundary = boundaryOf(request.headers['content-type'])
  if (!boundary) return request
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    size += chunk.length
    if (size > MAX_FORM_BYTES) {
      request.unshift(Buffer.concat(chunks))
      return request
    }
  }
  const body = Buffer.concat(chunks)
  const byScript = 'next-action' in request.headers
  const own = keepOwnFields(body.toString('latin1'), boundary, fields, byScript)
  return withBody(request, own === null ? body : Buffer.from(own, 'latin1'))
}

/** Creates a request with the head of another one, and a new body. */
function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const { 'transfer-encoding': _, ...others } = headers
  const made = new IncomingMessage(request.socket)
  Object.assign(made, { method, url, httpVersion, httpVersionMajor, httpVersionMinor })
  made.headers = { ...others, 'content-length': String(body.length) }
  made.complete = true
  made.push(body)
  made.push(null)
  return made
}

/** Part of a multipart body, as browsers write a field or a file. */
const PART =
  /^\r\nContent-Disposition: form-data; name="([^"\r\n]*)"(; filename="[^"\r\n]*")?(?:\r\nContent-Type: [^\r\n]*)?\r\n\r\n/i

/**
 * Removes foreign fields from a form: password managers and translators add some. Parts that React
 * decodes stay, and `validateFormBody` checks them. Each part that stays is unchanged, byte for byte.
 * @param body the multipart body, one character a byte
 * @param fields the names of our fields
 * @param byScript whether React sent the form: it puts `_1_` before the names
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
 * Finds our field among several with its name: the one followed by its direction. Only our element has
 * `dirname`, and nothing can come between the two. Without a direction, the first one counts.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#submitting-element-directionality:-the-dirname-attribute
 */
function ownPart(parts: readonly Part[], name: string): Part | undefined {
  const isNamed = (part: Part) => part.name === name && !part.isFile
  return (
    parts.find((part, nth) => isNamed(part) && parts[nth + 1]?.name === `${name}${DIRECTION}`) ??
    parts.find(isNamed)
  )
}
