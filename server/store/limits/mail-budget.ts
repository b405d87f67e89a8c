import {
  BUDGET_WARNINGS,
  type BudgetedMail,
  endOfHour,
  type Limit,
  MAIL_PERCENT,
  type MailBudget,
  percentOf,
} from '#lib/reset/limits.ts'
import type { Database } from '#server/store/database.ts'
import { below, counter, statement } from './counters.ts'

const MAILS = counter({ name: 'mails', key: 'key', expire: 'hourEnd', allowed: below('room') })
const TAKE = statement(`with ${MAILS} select points from mails`)

/** Creates the counter of the mails in each clock hour. @param key of the counter's row */
export function mailBudget(database: Database, limit: Limit, key: string) {
  /** Warnings already given in this hour. After a refund, a percentage is reached again. */
  let given = new Set<MailBudget['warning']>()
  let givenUntil = 0

  const once = (warning: MailBudget['warning'], hourEnd: number) => {
    if (givenUntil !== hourEnd) given = new Set()
    givenUntil = hourEnd
    if (given.has(warning)) return null
    given.add(warning)
    return warning
  }

  return async (kind: BudgetedMail, now: number): Promise<MailBudget> => {
    const hourEnd = endOfHour(now)
    const room = percentOf(limit.points, MAIL_PERCENT[kind])
    const [row] = await database.query<{ points: number }>(...TAKE({ now, key, hourEnd, room }))
    if (!row) {
      const waitSeconds = Math.ceil((hourEnd - now) / 1000)
      return { waitSeconds, warning: once('used-up', hourEnd) }
    }
    const reached = BUDGET_WARNINGS.find(
      (percent) => row.points === Math.ceil((limit.points * percent) / 100),
    )
    return { waitSeconds: 0, warning: reached ? once(reached, hourEnd) : null }
  }
}
