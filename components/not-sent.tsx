import { useContext } from 'react'
import { fill } from '#messages/fill.ts'
import { ErrorWords } from './error-words.tsx'
import { Notice } from './notice.tsx'

/**
 * The reason why a form did not reach its action. `wait` is in words, such as `10 minutes`; `seconds` is the
 * same time.
 */
export type Unsent = { kind: 'offline' } | { kind: 'limited'; wait: string; seconds: number }

type Props = {
  unsent: Unsent | null
  /** True if the server failed to process the form. */
  hasFailed?: boolean
}

/** Says why a form was not processed, and what to do. Shows nothing if it was. */
export function NotSent({ unsent, hasFailed = false }: Props) {
  const words = useContext(ErrorWords)?.error
  if (!words) return null
  if (hasFailed) return <Notice title={words.title} text={words.lead} />
  if (!unsent) return null
  if (unsent.kind === 'offline') return <Notice {...words.offline} />
  const wait = `${unsent.wait} (${clockIn(unsent.seconds)})`
  return <Notice title={words.tooMany.title} text={fill(words.tooMany.lead, { wait })} />
}

/** Formats the time in so many seconds, in the zone and the language of the browser. */
const clockIn = (seconds: number) =>
  new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, {
    hour: 'numeric',
    minute: '2-digit',
  }).format(Date.now() + seconds * 1000)
