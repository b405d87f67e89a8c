/** Reads a body; null when it is larger than `bytes`, of which no more is read. Throws when it breaks off. */
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

/** Does so, as UTF-8 text. Where `exact`, keeps a byte order mark, and throws when it is no UTF-8. */
export const readText = async (
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
  { exact = false } = {},
): Promise<string | null> => {
  const read = await readBytes(body, bytes)
  return read && new TextDecoder('utf-8', { fatal: exact, ignoreBOM: exact }).decode(read)
}
