import type { Step } from '#lib/reset/progress.ts'
import { timeFormats } from './format.ts'
import type { FollowedReset, View } from './view.ts'

const WORDS: Readonly<Record<Step, string>> = {
  asked: 'asked for a link',
  limited: 'dropped: the address was asked for too often',
  'no-account': 'dropped: the upstream knows no such account',
  mailed: 'mail accepted',
  delivered: 'mail delivered',
  'not-delivered': 'mail not delivered',
  opened: 'link opened',
  changed: 'password changed',
  failed: 'given up',
}

function Steps({ reset: { cause, steps }, timeZone }: { reset: FollowedReset; timeZone: string }) {
  const { precise } = timeFormats(timeZone)
  if (steps === null)
    return (
      <p role="status">
        No reset of the last 30 days has the cause <code>{cause}</code>.
      </p>
    )
  const inOrder = Object.entries(steps).sort(([, one], [, other]) => Number(one) - Number(other))
  return (
    <ol className="reset" aria-label={`Steps of ${cause}`}>
      {inOrder.map(([step, time]) => (
        <li key={step}>
          <span className="muted">{precise(time)}</span> {WORDS[step as Step]}
        </li>
      ))}
    </ol>
  )
}

/** A form that finds one reset by its cause, and its steps. */
export const OneReset = ({ reset, timeZone }: View) => (
  <section className="card" id="reset" aria-labelledby="one">
    <h2 id="one">One reset</h2>
    {reset && <Steps reset={reset} timeZone={timeZone} />}
    <form method="get" action="/#reset" className="look-up">
      <label htmlFor="cause">Cause, from the log or the API</label>
      <input id="cause" name="cause" required autoComplete="off" defaultValue={reset?.cause} />
      <button type="submit">Follow</button>
    </form>
  </section>
)
