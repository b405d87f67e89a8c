import type { Steps } from '#lib/reset/progress.ts'
import type { Config } from '#server/config/config.ts'
import type { Checked } from '#server/operator/run-checks.ts'
import { isDeliveryKnown } from '#server/operator/send-to.ts'
import type { DeadLetter } from '#server/store/outbox/dead-letters.ts'
import type { Store } from '#server/store/store.ts'
import type { StoreReport } from '#server/store/store-report.ts'
import { type Period, periodOf } from './period.ts'
import { lastHours } from './tally-hours.ts'

/** Result of the last command for dead letters. */
export type Settled = Readonly<Record<'retried' | 'dropped' | 'left', number>>

/** A reset that was looked up. `steps` is null if no reset of the last 30 days has that cause. */
export type FollowedReset = { readonly cause: string; readonly steps: Steps | null }

/** Everything that the operator's page shows. Nothing in it names anybody. */
export type View = {
  readonly brand: string
  readonly upstream: string
  readonly version: string
  readonly timeZone: string
  readonly now: Date
  readonly checked: Checked
  readonly report: StoreReport
  readonly mailsPerHour: number
  /** Null: the database does not answer. */
  readonly periods: { readonly day: Period; readonly week: Period } | null
  /** The oldest ones. Null: the database does not answer. */
  readonly deadLetters: readonly DeadLetter[] | null
  readonly settled: Settled | null
  /** Null: none was looked up. */
  readonly reset: FollowedReset | null
  /** True if the browser has signed in, and so can sign out. */
  readonly hasSession: boolean
}

/** Dead letters that are shown at most. The queue says how many there are. */
const LONGEST_LIST = 50

/** Services that the page reads. */
export type ViewSite = {
  readonly config: Pick<Config, 'brand' | 'limits' | 'mail' | 'upstream'>
  readonly store: Pick<Store, 'report' | 'counts' | 'deadLetters' | 'progress'>
  readonly version: string
  readonly checks: () => Promise<Checked>
  readonly now: () => Date
}

/** Reads everything that the page shows. A part that cannot be read is null, so that the rest is seen. */
export async function readView(
  { config, store, version, checks, now }: ViewSite,
  { settled, hasSession, cause }: Pick<View, 'settled' | 'hasSession'> & { cause: string | null },
): Promise<View> {
  const time = now()
  const [checked, report, periods, deadLetters, reset] = await Promise.all([
    checks(),
    store.report(),
    readPeriods({ config, store }, time).catch(() => null),
    store.deadLetters.list(LONGEST_LIST).catch(() => null),
    cause === null ? null : follow(store, cause),
  ])
  const { brand, limits, upstream } = config
  return {
    ...{ brand: brand.name, timeZone: brand.timeZone, upstream: upstream.name, version },
    ...{ now: time, checked, report, mailsPerHour: limits.mailsPerHour },
    ...{ periods, deadLetters, settled, hasSession, reset },
  }
}

const follow = async ({ progress }: ViewSite['store'], cause: string): Promise<FollowedReset> => ({
  cause,
  steps: await progress.find(cause).catch(() => null),
})

const WEEK_HOURS = 7 * 24

async function readPeriods(
  { config, store }: Pick<ViewSite, 'config' | 'store'>,
  now: Date,
): Promise<NonNullable<View['periods']>> {
  const week = lastHours(WEEK_HOURS, now)
  const counts = await store.counts.read(week)
  const isKnown = isDeliveryKnown(config)
  return {
    day: periodOf(counts, lastHours(24, now), { barHours: 1, isDeliveryKnown: isKnown }),
    week: periodOf(counts, week, { barHours: 6, isDeliveryKnown: isKnown }),
  }
}
