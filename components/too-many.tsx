import { useContext } from 'react'
import { fill } from '#messages/fill.ts'
import { ErrorWords } from './error-words.tsx'
import { Notice } from './notice.tsx'

/** Says to a client that has sent too many forms how long to wait, in words. */
export function TooMany({ wait }: { wait: string | undefined }) {
  const words = useContext(ErrorWords)?.error.tooMany
  return words && wait && <Notice title={words.title} text={fill(words.lead, { wait })} />
}
