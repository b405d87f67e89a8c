import type { ReactNode } from 'react'
import { Checks } from './checks.tsx'
import { timeFormats } from './format.ts'
import { Funnel } from './funnel-list.tsx'
import { OneReset } from './one-reset.tsx'
import type { Period } from './period.ts'
import { Plot } from './plot.tsx'
import { DeadLetters, Queue } from './queue.tsx'
import { CountTable, UpstreamTimes } from './tables.tsx'
import { Tiles } from './tiles.tsx'
import type { View } from './view.ts'

type LayoutProps = {
  readonly brand: string
  readonly title: string
  readonly style: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** The document of each page. */
export const Layout = ({ brand, title, style, aside, children }: LayoutProps) => (
  <html lang="en">
    {/* biome-ignore lint/style/noHeadElement: no page of Next's. */}
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <title>{`${title} - ${brand} password resets`}</title>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: React would escape quotes, and change the hash of the policy. */}
      <style dangerouslySetInnerHTML={{ __html: style }} />
    </head>
    <body>
      <header className="top">
        <span className="mark" aria-hidden="true">
          {[...brand][0]}
        </span>
        <p className="brand">
          {brand} <span className="muted">password resets</span>
        </p>
        {aside}
      </header>
      <main>{children}</main>
    </body>
  </html>
)

type PeriodProps = {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly period: Period
  readonly timeZone: string
}

function PeriodCard({ id, title, unit, period, timeZone }: PeriodProps) {
  const isEmpty = period.bars.every(({ asked, limited }) => asked + limited === 0)
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {isEmpty ? (
        <p className="muted">Nobody has asked for a link.</p>
      ) : (
        <>
          <Plot {...{ period, timeZone, unit }} />
          <Funnel steps={period.funnel} />
        </>
      )}
    </section>
  )
}

const Periods = ({ periods, timeZone }: Pick<View, 'periods' | 'timeZone'>) =>
  periods === null ? (
    <section className="card" aria-labelledby="none">
      <h2 id="none">Resets</h2>
      <p className="muted">The database does not answer, so nothing is known of the last days.</p>
    </section>
  ) : (
    <>
      <div className="pair">
        <PeriodCard
          {...{ id: 'day', title: 'Last 24 hours', unit: 'hour', timeZone }}
          period={periods.day}
        />
        <PeriodCard
          {...{ id: 'week', title: 'Last 7 days', unit: '6 hours', timeZone }}
          period={periods.week}
        />
      </div>
      <div className="pair">
        <CountTable
          {...{ id: 'faults', title: 'Faults', none: 'None in the last 7 days.', periods }}
          rows={({ faults }) => faults}
        />
        <CountTable
          {...{ id: 'limits', title: 'Limits', none: 'None was reached in 7 days.', periods }}
          rows={({ limits }) => limits}
        />
      </div>
    </>
  )

const SignOut = () => (
  <form method="post" action="/sign-out" className="sign-out">
    <button type="submit">Sign out</button>
  </form>
)

/** The operator's page. */
export const OperatorPage = (props: View & { readonly style: string }) => {
  const { brand, style, hasSession, upstream, version, now, timeZone, periods } = props
  return (
    <Layout {...{ brand, style }} title="Operation" aside={hasSession && <SignOut />}>
      <Checks {...props} />
      <Tiles {...props} />
      <Periods {...{ periods, timeZone }} />
      {periods && (
        <div className="pair">
          <Queue {...props} />
          <UpstreamTimes periods={periods} />
        </div>
      )}
      <DeadLetters {...props} />
      <OneReset {...props} />
      <p className="small muted foot">
        {upstream}, version {version}, as of {timeFormats(timeZone).clock(now)}. Load the page again
        for newer numbers; checks are made once a minute. For Prometheus:{' '}
        <a href="/metrics">/metrics</a>
      </p>
    </Layout>
  )
}
