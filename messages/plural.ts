import { fill } from './fill.ts'
import { intlTag } from './locales.ts'

/** A plural of ICU MessageFormat, such as `{links, plural, one {# link} other {# links}}`. */
const PLURAL = /\{(\w+), plural,((?: \w+ \{[^{}]*\})+)\}/g
const FORM = / (\w+) \{([^{}]*)\}/g

type Plural = { readonly name: string; readonly forms: ReadonlyMap<string, string> }

/** Replaces every plural of a text. */
export const replacePlurals = (text: string, choose: (plural: Plural) => string): string =>
  text.replace(PLURAL, (_, name: string, forms: string) =>
    choose({
      name,
      forms: new Map(
        [...forms.matchAll(FORM)].map(([, category = '', form = '']) => [category, form]),
      ),
    }),
  )

/**
 * Puts values into a text, with the plural forms of its language. A `#` in a form is the number.
 * @see https://unicode-org.github.io/icu/userguide/format_parse/messages/#plural-argument
 */
export function fillPlurals(
  locale: string,
  text: string,
  values: Record<string, string | number>,
): string {
  const tag = intlTag(locale)
  const chosen = replacePlurals(text, ({ name, forms }) => {
    const count = Number(values[name])
    const form = forms.get(new Intl.PluralRules(tag).select(count)) ?? forms.get('other') ?? ''
    return form.replaceAll('#', new Intl.NumberFormat(tag).format(count))
  })
  return fill(chosen, values)
}
