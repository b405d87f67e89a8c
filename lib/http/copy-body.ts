/** Keeps what is read of a body. Whoever stops reading it ends the original as well. */
export function copyBody(body: ReadableStream<Uint8Array<ArrayBuffer>> | null) {
  const chunks: Uint8Array[] = []
  const tap = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      chunks.push(chunk)
      controller.enqueue(chunk)
    },
  })
  return {
    body: body?.pipeThrough(tap) ?? null,
    /** What has been read so far, as UTF-8. */
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}
