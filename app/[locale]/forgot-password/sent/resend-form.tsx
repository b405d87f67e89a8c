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
  /** Times to wait in words, by seconds. The last one is the whole wait. */
  waits: readonly string[]
}

/**
 * A button that asks for another link, with the time to wait before it: in words, which count down with
 * JavaScript, and as a bar. It can be pressed at any time, because only the server knows the time.
 */
export function ResendForm({ words, email, waits }: Props) {
  const { result, unsent, pending, form } = useFormAction(resendLink, {
    none: {},
    lost: { serverError: 'fault' },
    canRepeat: true,
    checks: {},
    focus: () => null,
  })
  const left = useCountdown(waits.length - 1)
  const early = result.data?.wait
  const say = (wait = '') => fill(words.wait, { wait })

  return (
    <form {...form}>
      <FormTitle title={words.title} failed={Boolean(early ?? result.serverError ?? unsent)} />
      <NotSent unsent={unsent} hasFailed={Boolean(result.serverError)} />
      <input type="hidden" name="email" value={joinAddress(email)} />
      <SubmitButton pending={pending} isSecond>
        {words.again}
      </SubmitButton>
      <div
        className={styles.wait}
        data-over={left === 0 || undefined}
        data-early={early !== undefined || undefined}
      >
        <div className={styles.bar} />
        {/* Screen readers read the text when it is refused, and not each second. */}
        {early && (
          <p className="visually-hidden" key={early} role="alert">
            {say(early)}
          </p>
        )}
        <p aria-hidden={early !== undefined}>{say(waits[left])}</p>
      </div>
    </form>
  )
}

/** Counts seconds down to 0. Without JavaScript it stays at the start. */
function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const end = Date.now() + seconds * 1000
    const count = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)))
    const timer = setInterval(count, 1000)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}
