import { text } from '#lib/config-fields.ts'
import { isLocale, LOCALES, type Locale } from '#messages/locales.ts'

/** Reads the codes of the languages that the site offers, each once; by default all of them. */
export const localeList = text
  .default(LOCALES.join())
  .transform((value) => [...new Set(value.split(',').map((code) => code.trim()))])
  .refine((codes) => codes.every(isLocale), `must be codes of ${LOCALES.join(', ')}`)
  .transform((codes) => codes as [Locale, ...Locale[]])
