import en from '#messages/en.json' with { type: 'json' }

/** Every word that a person reads, in one language. */
export type Messages = typeof en

const languages = { en } satisfies Record<string, Messages>

/** The languages that the site speaks; the first is spoken to whoever asks for none of them. */
export const LOCALES = Object.keys(languages) as [Locale, ...Locale[]]

/** A language that the site speaks, as its tag. */
export type Locale = keyof typeof languages

/** The words of a language. */
export const messagesFor = (locale: string): Messages =>
  languages[LOCALES.find((known) => known === locale) ?? LOCALES[0]]

/** A moment to the second, in UTC: `November 26, 2026 at 14:05:09 UTC`. */
export const moment = (time: Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    ...{ timeZone: 'UTC', timeZoneName: 'short' },
  } as const).format(time)

/** A stretch of time as people say it: `10 minutes`, `1 hour`. */
export function duration(minutes: number, locale: string): string {
  const hours = minutes / 60
  const [value, unit] = Number.isInteger(hours) ? [hours, 'hour'] : [minutes, 'minute']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
