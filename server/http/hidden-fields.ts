/** Reads the hidden fields of a page's form, with attributes and entities as React writes them. */
export const hiddenFields = (html: string) =>
  [...html.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')] as const,
  )
