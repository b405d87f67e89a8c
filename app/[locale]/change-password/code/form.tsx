'use client'

import { useFormAction } from '#app/[locale]/use-form-action.ts'
import { AddressField } from '#components/address-field.tsx'
import { Field } from '#components/field.tsx'
import { FormTitle } from '#components/form-title.tsx'
import { NotSent } from '#components/not-sent.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { useHydrated } from '#components/use-hydrated.ts'
import { checkAddress } from '#lib/email-address.ts'
import { checkCode } from '#lib/reset/typed-code.ts'
import { joinAddress, type SplitAddress } from '#lib/split-address.ts'
import type { Messages } from '#messages/messages.ts'
import { readTyped } from '#server/http/form-protocol.ts'
import { openTypedCode } from './action.ts'

type Props = {
  words: Messages['withCode']
  addressWords: Pick<Messages['forgotPassword'], 'email' | 'errors'>
  email: SplitAddress
}

/** The form for an address and the code from its mail. */
export function CodeForm({ words, addressWords, email }: Props) {
  const { result, unsent, wrong, pending, form } = useFormAction(openTypedCode, {
    none: {},
    lost: { serverError: 'fault' },
    canRepeat: true,
    checks: { email: checkAddress, code: checkCode },
    focus: ({ data, validationErrors }) => {
      if (validationErrors?.fieldErrors.email) return 'email'
      return (data ?? validationErrors) ? 'code' : null
    },
  })
  const hydrated = useHydrated()
  const invalid = result.validationErrors?.fieldErrors
  const address = wrong.email ?? invalid?.email?.[0]
  const typed = result.validationErrors?.email ?? result.data?.email
  const code = wrong.code ?? invalid?.code?.[0] ?? result.data?.failed

  return (
    <form {...form} noValidate={hydrated}>
      <FormTitle
        title={words.title}
        failed={Boolean(address ?? code ?? result.serverError ?? unsent)}
      />
      <NotSent unsent={unsent} hasFailed={Boolean(result.serverError)} />
      <AddressField
        words={addressWords}
        error={address}
        defaultValue={readTyped(typed) ?? joinAddress(email)}
        hydrated={hydrated}
      />
      <Field
        id="code"
        name="code"
        type="text"
        label={words.code}
        error={code && words.errors[code as keyof typeof words.errors]}
        autoComplete="one-time-code"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
      />
      <SubmitButton pending={pending}>{words.submit}</SubmitButton>
    </form>
  )
}
