import { formatNumber, timeFormats } from './format.ts'
import type { Bar, Period } from './period.ts'

const STEP = 10
const HEIGHT = 100

/** Computes the height of a bar. A bar of one reset in a flood can still be seen. */
const heightOf = (count: number, most: number) =>
  count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT)

function BarOf({ bar, nth, most, time }: { bar: Bar; nth: number; most: number; time: string }) {
  const box = { x: nth * STEP + 1.5, width: STEP - 3 }
  const asked = heightOf(bar.asked, most)
  const mailed = heightOf(Math.min(bar.mailed, bar.asked), most)
  const limited = heightOf(bar.limited, most)
  const words = `${time}: ${bar.asked} asked, ${bar.mailed} mailed, ${bar.limited} refused`
  return (
    <g>
      <title>{words}</title>
      <rect className="plot-asked" {...box} y={HEIGHT - asked} height={asked} />
      <rect className="plot-mailed" {...box} y={HEIGHT - mailed} height={mailed} />
      <rect className="plot-limited" {...box} y={HEIGHT - asked - limited} height={limited} />
    </g>
  )
}

const Legend = ({ name, children }: { name: string; children: string }) => (
  <li>
    <svg width="12" height="12" aria-hidden="true">
      <rect className={name} x="1" y="1" width="10" height="10" />
    </svg>
    {children}
  </li>
)

/** Bars of a period: resets that were asked for and mailed, and forms that a limit refused. */
export function Plot({
  period,
  timeZone,
  unit,
}: {
  period: Period
  timeZone: string
  unit: string
}) {
  const { bars, span } = period
  const most = Math.max(1, ...bars.map(({ asked, limited }) => asked + limited))
  const { date, short } = timeFormats(timeZone)
  const time = (at: Date) => `${date(at)}, ${short(at)}`
  const sum = (of: 'asked' | 'mailed' | 'limited') =>
    formatNumber(bars.reduce((all, bar) => all + bar[of], 0))
  const label = `Bars by ${unit}: ${sum('asked')} asked, ${sum('mailed')} mailed, ${sum('limited')} refused by limits.`
  return (
    <figure className="plot">
      <p className="small muted plot-top">
        {formatNumber(most)} in the busiest {unit}
      </p>
      <svg
        viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {bars.map((bar, nth) => (
          <BarOf key={bar.from.getTime()} {...{ bar, nth, most }} time={time(bar.from)} />
        ))}
      </svg>
      <p className="small muted plot-axis">
        <span>{time(span.from)}</span>
        <span>now</span>
      </p>
      <ul className="legend small">
        <Legend name="plot-asked">asked</Legend>
        <Legend name="plot-mailed">mailed</Legend>
        <Legend name="plot-limited">refused by a limit</Legend>
      </ul>
    </figure>
  )
}
