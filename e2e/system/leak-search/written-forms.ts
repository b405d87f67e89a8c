/** Lists a secret in all forms in which it may be written. */
export function writtenForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const url = encodeURIComponent(secret)
  const html = secret.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
  const plain = [secret, json, JSON.stringify(json).slice(1, -1), html, url]
  const coded = [encodeURIComponent(url), url.replaceAll('%20', '+'), ...base64(secret)]
  return [...new Set([...plain, ...coded, Buffer.from(secret).toString('hex')])]
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}

/** Lists the forms of a text inside base64, by its offset, without ends that depend on the context. */
function base64(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
    const whole = bytes.length - (bytes.length % 3)
    const skipped = before === 0 ? 0 : 4
    return (['base64', 'base64url'] as const).map((form) =>
      bytes.toString(form, 0, whole).slice(skipped),
    )
  })
}
