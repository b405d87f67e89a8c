/** A body and its Content-Type. */
export type Body = { readonly type: string; readonly bytes: Buffer }

/** Names and values of a form, in order. */
export type Fields = readonly (readonly [name: string, value: string])[]

/** Writes one field of a multipart body. */
export const part = (name: string, value: string, more = '', headers = ''): string =>
  `Content-Disposition: form-data; name="${name}"${more}\r\n${headers}\r\n${value}\r\n`

/** Joins parts into a well-formed body. */
export const multipart = (parts: readonly string[], boundary: string): Body => ({
  type: `multipart/form-data; boundary=${boundary}`,
  bytes: Buffer.from(
    `${parts.map((each) => `--${boundary}\r\n${each}`).join('')}--${boundary}--\r\n`,
  ),
})

/** Boundary between the parts of a body. */
export const BOUNDARY = '----WebKitFormBoundaryHardlyAnyChance'

/** Encodes a form of plain fields, as a browser posts it. */
export const formBody = (fields: Fields): Body =>
  multipart(
    fields.map(([name, value]) => part(name, value)),
    BOUNDARY,
  )
