/**
 * Reads a body.
 * @returns null for one of more than `bytes`, of which no more is read
 * @throws when the body breaks off
 */
export const readBytes = async (
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > bytes) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/**
 * Reads a body as UTF-8 text. If `exact`, keeps a byte order mark.
 * @throws when the body breaks off; if `exact`, also when it is not UTF-8
 */
export const readText = async (
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
  { exact = false } = {},
): Promise<string | null> => {
  const read = await readBytes(body, bytes)
  return read && new TextDecoder('utf-8', { fatal: exact, ignoreBOM: exact }).decode(read)
}

/** Parses a JSON text; undefined when it is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
