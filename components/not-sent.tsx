import { useContext } from 'react'
import { fill } from '#messages/fill.ts'
import { ErrorWords } from './error-words.tsx'
import { Notice } from './notice.tsx'

/** The reason why a form did not reach its action. `wait` is in words, such as `10 minutes`. */
export type Unsent = { kind: 'offline' } | { kind: 'limited'; wait: string }

/** Says why a form did not reach its action, and what to do. Null shows nothing. */
export function NotSent({ unsent }: { unsent: Unsent | null }) {
  const words = useContext(ErrorWords)?.error
  if (!words || !unsent) return null
  if (unsent.kind === 'offline') return <Notice {...words.offline} />
  return <Notice title={words.tooMany.title} text={fill(words.tooMany.lead, unsent)} />
}
