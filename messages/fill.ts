/** Puts values into a text at their `{names}`. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** Puts values into every text of a group. */
export const fillAll = <Texts extends Record<string, string>>(
  texts: Texts,
  values: Record<string, string | number>,
): Texts =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, fill(text, values)])) as Texts
