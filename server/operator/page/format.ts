const NUMBER = new Intl.NumberFormat('en-GB')

/** Writes a number with separators. */
export const formatNumber = (value: number): string => NUMBER.format(value)

/** Writes a part of a whole in percent, such as `97 %`; empty for a part of nothing. */
export const formatShare = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.round((part * 100) / whole)} %`

/** Writes seconds as a person would say them, such as `40 ms`, `0.4 s` or `12 min`; `–` for null. */
export function formatSeconds(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 0.1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

/** Makes functions that write times in a zone. */
export const timeFormats = (timeZone: string) => {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options })
  const hour = { hour: '2-digit', minute: '2-digit' } as const
  const day = { day: 'numeric', month: 'short' } as const
  const clock = format({ ...hour, timeZoneName: 'short' })
  const short = format(hour)
  const date = format({ weekday: 'short', ...day })
  const full = format({ ...day, ...hour })
  const precise = format({ ...day, ...hour, second: '2-digit' })
  return {
    /** Such as `14:05 UTC`. */
    clock: (time: Date) => clock.format(time),
    /** Such as `14:05`. */
    short: (time: Date) => short.format(time),
    /** Such as `Mon 2 Mar`. */
    date: (time: Date) => date.format(time),
    /** Such as `2 Mar, 14:05:09`. */
    precise: (time: Date) => precise.format(time),
    /** Such as `2 Mar, 14:05`; `unknown` for null. */
    full: (time: Date | null) => (time === null ? 'unknown' : full.format(time)),
  }
}
