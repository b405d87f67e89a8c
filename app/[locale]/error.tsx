'use client'

import { useContext } from 'react'
import { DeadEnd } from '#components/dead-end.tsx'
import { ErrorWords } from '#components/error-words.tsx'
import { readRejection } from '#server/http/form-protocol.ts'

/** Error boundary for all pages. Its button reloads the same page. */
export default function ErrorPage({ error }: { error: Error }) {
  const words = useContext(ErrorWords)
  if (!words) return null
  const kind = readRejection(error)?.kind
  return (
    <div role="alert">
      <DeadEnd
        brand={words.brand}
        words={kind === 'refused' || kind === 'outdated' ? words[kind] : words.error}
        href=""
      />
    </div>
  )
}
