import { useContext } from 'react'
import { fill } from '#messages/fill.ts'
import { ErrorWords } from './error-words.tsx'
import { Notice } from './notice.tsx'

/** Says how long to wait. @param wait in words; null shows nothing */
export function TooMany({ wait }: { wait: string | null }) {
  const words = useContext(ErrorWords)?.error.tooMany
  return words && wait && <Notice title={words.title} text={fill(words.lead, { wait })} />
}
