import { replacePlurals } from '#messages/plural.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
}

/** Reads the text of a page, without the data of its scripts. */
export const textOf = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+|#x27);/g, (whole, name: string) => ENTITIES[name] ?? whole)

/** Makes a pattern of a text: any value fits into its places. */
export const patternOf = (text: string) =>
  new RegExp(
    replacePlurals(text, ({ forms }) => `{${[...forms.keys()].join()}}`)
      .split(/\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^$()[\]\\|]/g, '\\$&'))
      .join('.{1,200}?'),
  )

/** Lists the texts of a group with their keys. */
export const textsIn = (value: unknown, key: string): [string, string][] =>
  typeof value === 'string'
    ? [[key, value]]
    : Object.entries(value as object).flatMap(([name, inner]) => textsIn(inner, `${key}.${name}`))
