'use client'

import { useContext } from 'react'
import { ErrorWords } from '#components/error-words.tsx'
import { PageText } from '#components/page-text.tsx'
import { SubmitButton } from '#components/submit-button.tsx'

/** What stands where something broke. Nothing was spent: the page may be asked for again. */
export default function ErrorPage({ reset }: { reset: () => void }) {
  const words = useContext(ErrorWords)
  if (!words) return null
  return (
    <>
      <PageText title={words.title} lead={words.lead} />
      <form action={reset}>
        <SubmitButton pending={false}>{words.retry}</SubmitButton>
      </form>
    </>
  )
}
