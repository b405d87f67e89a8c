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

/** Does so, as UTF-8 text. Where `fatal`, throws as well when it is none. */
export const readText = async (
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
  { fatal = false } = {},
): Promise<string | null> => {
  const read = await readBytes(body, bytes)
  return read && new TextDecoder('utf-8', { fatal }).decode(read)
}
