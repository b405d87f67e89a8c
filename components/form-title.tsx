import { useContext } from 'react'
import { fill } from '#messages/fill.ts'
import { ErrorWords } from './error-words.tsx'
import { documentTitle } from './page-text.tsx'

/** The title of a document with a form. After an error it begins with that: screen readers read it first. */
export function FormTitle({ title, failed }: { title: string; failed: boolean }) {
  const words = useContext(ErrorWords)
  if (!words) return null
  const whole = documentTitle(words.brand, title)
  return <title>{failed ? fill(words.error.inTitle, { title: whole }) : whole}</title>
}
