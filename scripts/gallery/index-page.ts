import { directionOf, type Locale, languageName, languageTag } from '#messages/locales.ts'
import { LOOKS } from './pictures.ts'

/** A file of the gallery, in the folder of its language. */
export type Entry = {
  readonly id: string
  readonly page: string
  readonly name: string
  readonly locale: Locale
  readonly hasPictures: boolean
}

const STYLE = `
body { margin: 2rem; font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark }
td, th { padding: 0.25rem 0.5rem; text-align: start; vertical-align: top }
section { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
figure { margin: 0 }
img { width: 15rem; border: 1px solid gray }
.desktop { width: 30rem }
`

const documentOf = (title: string, locale: Locale, body: string): string => `<!doctype html>
<html lang="${languageTag(locale)}" dir="${directionOf(locale)}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style><h1>${title}</h1>
${body}
</html>
`

/** Writes the first page of the gallery: a row for each state, with its languages. */
export function indexPage(entries: readonly Entry[]): string {
  const rows = Map.groupBy(entries, ({ id }) => id)
  const lines = [...rows.values()].map((row) => {
    const [{ page, name } = { page: '', name: '' }] = row
    const links = row.map(({ locale, id }) => `<a href="${locale}/${id}.html">${locale}</a>`)
    return `<tr><td>${page}<td>${name}<td>${links.join(' ')}`
  })
  const pictures = [...new Set(entries.filter((one) => one.hasPictures).map((one) => one.locale))]
  const sheets = pictures.map(
    (locale) => `<a href="${locale}/index.html">${languageName(locale)}</a>`,
  )
  return documentOf(
    'Gallery',
    'en',
    `${sheets.length > 0 ? `<p>Pictures: ${sheets.join(', ')}` : ''}
<table><tr><th>Page<th>State<th>Languages\n${lines.join('\n')}\n</table>`,
  )
}

/** Writes the page with all pictures of a language, by look. */
export function picturePage(locale: Locale, entries: readonly Entry[]): string {
  const own = entries.filter((entry) => entry.locale === locale && entry.hasPictures)
  const sections = Object.keys(LOOKS).map((look) => {
    const figures = own.map(
      ({ id, page, name }) =>
        `<figure><a href="${id}.html"><img class="${look.split('-')[0]}" loading="lazy" ` +
        `src="${id}.${look}.png" alt=""></a><figcaption dir="ltr">${page} ${name}</figcaption></figure>`,
    )
    return `<h2 dir="ltr">${look}</h2><section>${figures.join('\n')}</section>`
  })
  return documentOf(languageName(locale), locale, sections.join('\n'))
}
