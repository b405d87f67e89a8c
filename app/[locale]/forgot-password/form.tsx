'use client'

import { useFormAction } from '#app/[locale]/use-form-action.ts'
import { AddressField } from '#components/address-field.tsx'
import { FormTitle } from '#components/form-title.tsx'
import { NotSent } from '#components/not-sent.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { useHydrated } from '#components/use-hydrated.ts'
import { checkTypedName } from '#lib/customer-number.ts'
import { checkAddress } from '#lib/email-address.ts'
import { joinAddress, type SplitAddress } from '#lib/split-address.ts'
import type { Messages } from '#messages/messages.ts'
import { readTyped } from '#server/http/form-protocol.ts'
import { requestReset } from './action.ts'

type Props = {
  /** Title of the page with this form. */
  title: string
  words: Messages['forgotPassword']
  /** Overrides the button's label. */
  submitLabel?: string
  /** True if another button on the page is the main one. */
  isSecond?: boolean
  /** True if a customer number is accepted as well. */
  acceptsNumber: boolean | undefined
  email: SplitAddress
}

/** The form that asks for a link. The browser checks the address with JavaScript, the server always. */
export function ForgotPasswordForm(props: Props) {
  const { title, words, submitLabel, isSecond, acceptsNumber, email } = props
  const { result, unsent, wrong, pending, form } = useFormAction(requestReset, {
    none: {},
    lost: { serverError: 'fault' },
    canRepeat: true,
    checks: { email: acceptsNumber ? checkTypedName : checkAddress },
    focus: ({ validationErrors }) => (validationErrors ? 'email' : null),
  })
  const hydrated = useHydrated()
  const code = wrong.email ?? result.validationErrors?.fieldErrors.email?.[0]

  return (
    <form {...form} noValidate={hydrated}>
      <FormTitle title={title} failed={Boolean(code ?? result.serverError ?? unsent)} />
      <NotSent unsent={unsent} hasFailed={Boolean(result.serverError)} />
      <AddressField
        words={words}
        error={code}
        defaultValue={readTyped(result.validationErrors?.email) ?? joinAddress(email)}
        hydrated={hydrated}
        acceptsNumber={acceptsNumber}
      />
      <SubmitButton pending={pending} isSecond={isSecond}>
        {submitLabel ?? words.submit}
      </SubmitButton>
    </form>
  )
}
