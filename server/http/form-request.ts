import { IncomingMessage } from 'node:http'
import { boundaryOf, MAX_FORM_BYTES } from './form-body.ts'
import { keepOwnFields } from './own-fields.ts'

/**
 * Removes the fields of browser extensions from a posted form. A body that is too large or malformed is
 * passed on unchanged, and `readPostedForm` refuses it.
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
