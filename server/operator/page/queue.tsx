import type { DeadLetter } from '#server/store/outbox/dead-letters.ts'
import { formatNumber, timeFormats } from './format.ts'
import type { Settled, View } from './view.ts'

const Command = ({ verb, children, id }: { verb: string; children: string; id?: string }) => (
  <form method="post" action="/dead-letters">
    <input type="hidden" name="verb" value={verb} />
    <input type="hidden" name={id === undefined ? 'all' : 'id'} value={id ?? 'yes'} />
    <button type="submit" data-verb={verb}>
      {children}
    </button>
  </form>
)

const KINDS: Readonly<Record<string, string>> = {
  request: 'Request for a link',
  mail: 'Mail',
  event: 'Event for your program',
}

function Letter({ letter, timeZone }: { letter: DeadLetter; timeZone: string }) {
  const { full } = timeFormats(timeZone)
  const name = KINDS[letter.kind] ?? letter.kind
  return (
    <li className="letter">
      <div>
        <p>{name}</p>
        <p className="small muted">
          Accepted {full(letter.acceptedAt)}. Given up {full(letter.givenUpAt)}.
        </p>
      </div>
      <fieldset className="commands">
        <legend className="visually-hidden">{`${name} of ${full(letter.acceptedAt)}`}</legend>
        <Command verb="retry" id={letter.id}>
          Retry
        </Command>
        <Command verb="drop" id={letter.id}>
          Drop
        </Command>
      </fieldset>
    </li>
  )
}

/** Result of the last command. */
function Result({ retried, dropped, left }: Settled) {
  const words = [
    retried > 0 && `${formatNumber(retried)} to be tried again`,
    dropped > 0 && `${formatNumber(dropped)} dropped`,
    left > 0 && `${formatNumber(left)} left: its link has expired, or no key opens it`,
  ].filter(Boolean)
  return (
    <p role="status" className="result">
      {words.length > 0 ? `${words.join(', ')}.` : 'There was nothing to do.'}
    </p>
  )
}

type LettersProps = { letters: readonly DeadLetter[]; count: number; timeZone: string }

function Letters({ letters, count, timeZone }: LettersProps) {
  if (letters.length === 0) return <p className="muted">None: all that was accepted was done.</p>
  const hidden = count - letters.length
  return (
    <>
      <ul className="letters">
        {letters.map((letter) => (
          <Letter key={letter.id} letter={letter} timeZone={timeZone} />
        ))}
      </ul>
      {hidden > 0 && <p className="muted">And {formatNumber(hidden)} more.</p>}
      <details>
        <summary>All {formatNumber(Math.max(count, letters.length))}</summary>
        <div className="commands">
          <Command verb="retry">Retry all</Command>
          <Command verb="drop">Drop all</Command>
        </div>
      </details>
    </>
  )
}

const QUEUES: Readonly<Record<string, string>> = {
  request: 'Requests',
  mail: 'Mails',
  event: 'Events',
}
const STATES = ['active', 'waiting', 'delayed'] as const

/** Jobs that are not done, by queue and state. */
export function Queue({ report }: View) {
  const jobs = 'code' in report ? [] : report.jobs
  const count = (queue: string, state: string) =>
    jobs.find((each) => each.queue === queue && each.state === state)?.count ?? 0
  return (
    <section className="card" aria-labelledby="queue">
      <h2 id="queue">Queue</h2>
      <table aria-labelledby="queue">
        <thead>
          <tr>
            <td />
            {STATES.map((state) => (
              <th key={state} scope="col">
                {state}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(QUEUES).map(([queue, title]) => (
            <tr key={queue}>
              <th scope="row">{title}</th>
              {STATES.map((state) => (
                <td key={state}>{formatNumber(count(queue, state))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Jobs that could not be done, and what to do with them. */
export const DeadLetters = ({ deadLetters, report, settled, timeZone }: View) => (
  <section className="card" id="dead-letters" aria-labelledby="dead">
    <h2 id="dead">Dead letters</h2>
    {settled && <Result {...settled} />}
    {deadLetters === null ? (
      <p className="muted">The database does not answer.</p>
    ) : (
      <Letters
        letters={deadLetters}
        count={'code' in report ? 0 : report.deadLetters}
        timeZone={timeZone}
      />
    )}
  </section>
)
