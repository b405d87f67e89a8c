import ar from '#messages/ar.json' with { type: 'json' }
import de from '#messages/de.json' with { type: 'json' }
import en from '#messages/en.json' with { type: 'json' }
import es from '#messages/es.json' with { type: 'json' }
import fr from '#messages/fr.json' with { type: 'json' }
import he from '#messages/he.json' with { type: 'json' }
import hi from '#messages/hi.json' with { type: 'json' }
import it from '#messages/it.json' with { type: 'json' }
import ja from '#messages/ja.json' with { type: 'json' }
import ko from '#messages/ko.json' with { type: 'json' }
import nl from '#messages/nl.json' with { type: 'json' }
import pl from '#messages/pl.json' with { type: 'json' }
import pt from '#messages/pt.json' with { type: 'json' }
import tr from '#messages/tr.json' with { type: 'json' }
import zh from '#messages/zh.json' with { type: 'json' }
import { intlTag, type Locale, localeOf } from './locales.ts'
import { fillPlurals } from './plural.ts'

/** All texts of pages and mails in one language. */
export type Messages = typeof en

const languages: Record<Locale, Messages> = {
  ar,
  de,
  en,
  es,
  fr,
  he,
  hi,
  it,
  ja,
  ko,
  nl,
  pl,
  pt,
  tr,
  zh,
}

/** Returns the texts in a language, or in the default language for an unknown one. */
export const messagesFor = (locale: string): Messages => languages[localeOf(locale)]

/**
 * Formats a time to the second: `November 26, 2026 at 14:05:09 UTC`.
 * @param timeZone name in the IANA database, such as `Europe/Berlin`
 */
export const moment = (time: Date, locale: string, timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat(intlTag(locale), {
    ...{ year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    ...{ timeZone, timeZoneName: 'short' },
  } as const).format(time)

/** Formats a duration in days, as {@link duration} does. */
export const durationInDays = (days: number, locale: string): string =>
  fillPlurals(locale, messagesFor(locale).durations.days, { count: days })

/**
 * Formats a duration in whole hours or in minutes: `10 minutes`, `1 hour`. In languages with cases it has the
 * one that follows "for" and "in".
 */
export function duration(minutes: number, locale: string): string {
  const { durations } = messagesFor(locale)
  const hours = minutes / 60
  return Number.isInteger(hours)
    ? fillPlurals(locale, durations.hours, { count: hours })
    : fillPlurals(locale, durations.minutes, { count: minutes })
}

/** Formats a duration in seconds, in the same way: `42 seconds`. */
export const shortDuration = (seconds: number, locale: string): string =>
  fillPlurals(locale, messagesFor(locale).durations.seconds, { count: seconds })
