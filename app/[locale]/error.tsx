'use client'

import { useContext } from 'react'
import { ButtonLink } from '#components/button-link.tsx'
import { ErrorWords } from '#components/error-words.tsx'
import { PageText } from '#components/page-text.tsx'

/** What stands where something broke. The way on is the same page, asked for anew. */
export default function ErrorPage() {
  const words = useContext(ErrorWords)
  if (!words) return null
  return (
    <>
      <PageText title={words.title} lead={words.lead} />
      <ButtonLink href="">{words.retry}</ButtonLink>
    </>
  )
}
