'use client'

import { useContext } from 'react'
import { DeadEnd } from '#components/dead-end.tsx'
import { ErrorWords } from '#components/error-words.tsx'
import { notTaken } from './not-taken.ts'

/** What stands where something broke. The way on is the same page, asked for anew. */
export default function ErrorPage({ error }: { error: Error }) {
  const words = useContext(ErrorWords)
  if (!words) return null
  return (
    <div role="alert">
      <DeadEnd
        icon="alert"
        tone="wrong"
        brand={words.brand}
        words={words[notTaken(error) ?? 'error']}
        href=""
      />
    </div>
  )
}
