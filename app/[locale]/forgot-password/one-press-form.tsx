'use client'

import type { ReactNode } from 'react'
import { useFormAction } from '#app/[locale]/use-form-action.ts'
import { FormTitle } from '#components/form-title.tsx'
import { NotSent } from '#components/not-sent.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { joinAddress, type SplitAddress } from '#lib/split-address.ts'
import { requestReset } from './action.ts'

type Props = {
  /** Title of the page with this form. */
  title: string
  submit: ReactNode
  /** True if another button on the page is the main one. */
  isSecond: boolean
  /** A valid address. */
  email: SplitAddress
}

/** A button that asks for a link to a known address. */
export function OnePressForm({ title, submit, isSecond, email }: Props) {
  const { result, unsent, pending, form } = useFormAction(requestReset, {
    none: {},
    lost: { serverError: 'fault' },
    canRepeat: true,
    checks: {},
    focus: () => null,
  })
  return (
    <form {...form}>
      <FormTitle title={title} failed={Boolean(result.serverError ?? unsent)} />
      <NotSent unsent={unsent} hasFailed={Boolean(result.serverError)} />
      <input type="hidden" name="email" value={joinAddress(email)} />
      <SubmitButton pending={pending} isSecond={isSecond}>
        {submit}
      </SubmitButton>
    </form>
  )
}
