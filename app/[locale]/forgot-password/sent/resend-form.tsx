'use client'

import { useEffect, useState } from 'react'
import { useFormAction } from '#app/[locale]/use-form-action.ts'
import { FormTitle } from '#components/form-title.tsx'
import { NotSent } from '#components/not-sent.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { joinAddress, type SplitAddress } from '#lib/split-address.ts'
import { fill } from '#messages/fill.ts'
import type { Messages } from '#messages/messages.ts'
import { resendLink } from './action.ts'
import styles from './resend-form.module.css'

type Props = {
  words: Pick<Messages['sent'], 'title' | 'again' | 'wait'>
  email: SplitAddress
  seconds: number
  /** The same time in words, for the page without JavaScript. */
  inWords: string
}

/**
 * A button that asks for another link, with the time to wait before it: in words, which count down with
 * JavaScript, and as a bar. It can be pressed at any time, because only the server knows the time.
 */
export function ResendForm({ words, email, seconds, inWords }: Props) {
  const { result, unsent, pending, form } = useFormAction(resendLink, {
    none: {},
    lost: { serverError: 'fault' },
    canRepeat: true,
    checks: {},
    focus: () => null,
  })
  const left = useCountdown(seconds)
  const early = result.data?.wait

  return (
    <form {...form}>
      <FormTitle title={words.title} failed={Boolean(result.serverError ?? unsent)} />
      <NotSent unsent={unsent} hasFailed={Boolean(result.serverError)} />
      <input type="hidden" name="email" value={joinAddress(email)} />
      <SubmitButton pending={pending} isSecond>
        {words.again}
      </SubmitButton>
      <p className={styles.wait} data-over={left === 0 || undefined}>
        <span className={styles.bar} />
        <span role={early ? 'alert' : undefined}>
          {fill(words.wait, { wait: left === null ? (early ?? inWords) : inSeconds(left) })}
        </span>
      </p>
    </form>
  )
}

/** Counts seconds down to 0. @returns null before JavaScript runs */
function useCountdown(seconds: number): number | null {
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const end = Date.now() + seconds * 1000
    const count = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)))
    count()
    const timer = setInterval(count, 1000)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}

/** Formats seconds in the language of the page, with the digits of our texts. */
const inSeconds = (seconds: number) =>
  new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'long',
  }).format(seconds)
