import type { ReactNode } from 'react'
import { formatNumber, formatSeconds, formatShare } from './format.ts'
import type { View } from './view.ts'

type TileProps = {
  readonly name: string
  readonly value: string
  readonly isBad?: boolean
  readonly children: ReactNode
}

const Tile = ({ name, value, isBad = false, children }: TileProps) => (
  <div className="card tile" data-state={isBad ? 'fail' : 'ok'}>
    <dt>{name}</dt>
    <dd className="tile-value">{value}</dd>
    <dd className="small muted">{children}</dd>
  </div>
)

const NONE = '–'

const UNKNOWN = 'not known without the database'

/** Age of a job from which on the workers are slow, as the doctor sees it. */
const SLOW_SECONDS = 60

const oldest = (seconds: number) =>
  seconds > 0 ? `the oldest waits since ${formatSeconds(seconds)}` : 'none waits for a worker'

/** The numbers of the present. */
export function Tiles({ report, periods, mailsPerHour }: View) {
  const open = 'code' in report ? null : report
  const toMail = periods?.day.toMail
  const waiting = open?.jobs
    .filter(({ state }) => state !== 'delayed')
    .reduce((sum, { count }) => sum + count, 0)
  const used = open?.mailsThisHour ?? 0
  const number = (value: number | undefined) => (value === undefined ? NONE : formatNumber(value))
  return (
    <dl className="tiles">
      <Tile name="From form to mail" value={formatSeconds(toMail?.p50 ?? null)}>
        {toMail?.p95
          ? `95 % within ${formatSeconds(toMail.p95)}, last 24 hours`
          : periods
            ? 'no mail in 24 hours'
            : UNKNOWN}
      </Tile>
      <Tile
        name="Mails this hour"
        value={number(open?.mailsThisHour)}
        isBad={used >= mailsPerHour * 0.8}
      >
        {open ? `${formatShare(used, mailsPerHour)} of ${formatNumber(mailsPerHour)}` : UNKNOWN}
        <svg className="budget" width="100%" height="6" aria-hidden="true">
          <rect className="bar-track" width="100%" height="6" rx="3" />
          <rect
            className="bar-count"
            width={`${Math.min(100, (used * 100) / mailsPerHour)}%`}
            height="6"
            rx="3"
          />
        </svg>
      </Tile>
      <Tile
        name="Jobs under way"
        value={number(waiting)}
        isBad={(open?.oldestDueSeconds ?? 0) >= SLOW_SECONDS}
      >
        {open ? oldest(open.oldestDueSeconds) : UNKNOWN}
      </Tile>
      <Tile
        name="Dead letters"
        value={number(open?.deadLetters)}
        isBad={(open?.deadLetters ?? 0) > 0}
      >
        {open?.deadLetters ? (
          <a href="#dead-letters">Retry or drop</a>
        ) : open ? (
          'nothing to settle'
        ) : (
          UNKNOWN
        )}
      </Tile>
    </dl>
  )
}
