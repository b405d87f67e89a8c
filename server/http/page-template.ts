/** The values of one visitor in a page. The address is in two parts: pages may put a tag before its `@`. */
export type PageValues = {
  readonly local: string
  readonly domain: string
  readonly account: string
}

const VALUES = ['local', 'domain', 'account'] as const satisfies (keyof PageValues)[]

type Slot = { readonly value: keyof PageValues; readonly escape: (text: string) => string }

/** A rendered page with slots in the place of one visitor's values. */
export type PageTemplate = readonly (string | Slot)[]

/**
 * Cuts a page that was rendered with sample values into a template.
 * @param samples words that occur nowhere else in the page; an empty one for a value it lacks
 */
export function createTemplate(html: string, samples: PageValues): PageTemplate {
  const names = VALUES.filter((name) => samples[name] !== '')
  const slots = new RegExp(names.map((name) => samples[name]).join('|'), 'g')
  const template: (string | Slot)[] = []
  let end = 0
  for (const match of html.matchAll(slots)) {
    const value = names.find((name) => samples[name] === match[0])
    if (!value) continue
    template.push(html.slice(end, match.index), { value, escape: escapeAt(html, match.index) })
    end = match.index + match[0].length
  }
  return [...template, html.slice(end)]
}

/** Renders the page for one visitor: each value is escaped as React escapes it in that place. */
export const fillTemplate = (template: PageTemplate, values: PageValues): string =>
  template
    .map((part) => (typeof part === 'string' ? part : part.escape(values[part.value])))
    .join('')

/** Chooses the escape of a place: text and attributes, or the data that Next puts into scripts. */
function escapeAt(html: string, index: number): Slot['escape'] {
  const isInScript = html.lastIndexOf('<script', index) > html.lastIndexOf('</script>', index)
  if (!isInScript) return escapeHtml
  return html.slice(0, index).endsWith('\\"') ? escapeWholeValue : escapeData
}

/** Escapes text and attributes as React does. */
const escapeHtml = (text: string) =>
  text.replace(/["&'<>]/g, (character) => HTML_ENTITIES[character] ?? character)

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#x27;',
  '<': '&lt;',
  '>': '&gt;',
}

/** Escapes text for a JSON string in a JavaScript string in a script, without `<`, `>` and `&`. */
const escapeData = (text: string) =>
  quote(quote(text)).replace(
    /[&<>\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const quote = (text: string) => JSON.stringify(text).slice(1, -1)

/** Escapes a whole JSON string. React doubles a `$` at its start, because one `$` begins a reference. */
const escapeWholeValue = (text: string) => escapeData(text.replace(/^\$/, '$$$$'))
