import { countsOf, type Tally } from '#lib/log/counts.ts'
import type { LogEvent, LogFields } from '#lib/log/log.ts'
import { type Progress, stepOf } from '#lib/reset/progress.ts'

/** Derives counts and the progress of resets from the lines of the log. */
export const observer =
  ({ progress, tally }: { progress: Pick<Progress, 'record'>; tally: Tally }) =>
  (event: LogEvent, fields: LogFields): void => {
    for (const count of countsOf(event, fields)) tally.count(count)
    if (fields.seconds !== undefined) {
      tally.time({ name: 'request_to_mail', labels: {} }, fields.seconds)
    }
    const step = stepOf(event, fields)
    if (step && fields.cause) progress.record(fields.cause, step)
  }
