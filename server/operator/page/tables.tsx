import { formatNumber, formatSeconds } from './format.ts'
import type { Period, Row } from './period.ts'

type Periods = { readonly day: Period; readonly week: Period }

type TableProps = {
  readonly title: string
  readonly id: string
  readonly none: string
  readonly rows: (period: Period) => readonly Row[]
  readonly periods: Periods
}

/** A table of counts in the last day and in the last week. */
export function CountTable({ title, id, none, rows, periods: { day, week } }: TableProps) {
  const today = rows(day)
  const inDay = ({ label, detail }: Row) =>
    today.find((row) => row.label === label && row.detail === detail)?.count ?? 0
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {rows(week).length === 0 ? (
        <p className="muted">{none}</p>
      ) : (
        <table aria-labelledby={id}>
          <thead>
            <tr>
              <td />
              <th scope="col">24 hours</th>
              <th scope="col">7 days</th>
            </tr>
          </thead>
          <tbody>
            {rows(week).map((row) => (
              <tr key={`${row.label} ${row.detail}`}>
                <th scope="row">
                  {row.label} <span className="muted small">{row.detail}</span>
                </th>
                <td>{formatNumber(inDay(row))}</td>
                <td>{formatNumber(row.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const CALLS: Readonly<Record<string, string>> = {
  request: 'Ask for a link',
  change: 'Change a password',
}

/** Times of the upstream's answers in the last day. */
export const UpstreamTimes = ({ periods: { day } }: { periods: Periods }) => (
  <section className="card" aria-labelledby="upstream">
    <h2 id="upstream">Upstream</h2>
    {day.upstream.length === 0 ? (
      <p className="muted">It was not asked in the last 24 hours.</p>
    ) : (
      <table aria-labelledby="upstream">
        <thead>
          <tr>
            <td />
            <th scope="col">Calls</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {day.upstream.map(({ call, count, p50, p95 }) => (
            <tr key={call}>
              <th scope="row">{CALLS[call] ?? call}</th>
              <td>{formatNumber(count)}</td>
              <td>{formatSeconds(p50)}</td>
              <td>{formatSeconds(p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)
