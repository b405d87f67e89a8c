'use client'

import { useContext } from 'react'
import { useFormAction } from '#app/[locale]/use-form-action.ts'
import { ErrorWords } from '#components/error-words.tsx'
import { FormTitle } from '#components/form-title.tsx'
import { NotSent } from '#components/not-sent.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { reportNotMe } from './action.ts'

type Props = {
  words: { title: string; submit: string }
  /** Alert for a page that shows another address than before. */
  otherLink: { title: string; text: string }
  /** Keyed hash of the address that this page shows. */
  account: string
}

/** The button of the page. Opening the page does nothing, because mail scanners open it too. */
export function NotMeForm({ words, otherLink, account }: Props) {
  const { result, unsent, pending, form } = useFormAction(reportNotMe, {
    none: {},
    lost: { serverError: 'fault' },
    canRepeat: true,
    checks: {},
    focus: () => null,
  })
  const fault = useContext(ErrorWords)?.error
  const failed = result.data?.failed

  return (
    <form {...form}>
      <FormTitle title={words.title} failed={Boolean(result.serverError ?? failed ?? unsent)} />
      {result.serverError && fault && <Notice title={fault.title} text={fault.lead} />}
      {failed && <Notice {...otherLink} isInformation />}
      <NotSent unsent={unsent} />
      <input type="hidden" name="account" value={account} />
      <SubmitButton pending={pending}>{words.submit}</SubmitButton>
    </form>
  )
}
