'use client'

import { useContext, useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { ErrorWords } from '#components/error-words.tsx'
import { Field } from '#components/field.tsx'
import { FormTitle } from '#components/form-title.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { TooMany } from '#components/too-many.tsx'
import { useHydrated } from '#components/use-hydrated.ts'
import { checkAddress } from '#lib/email-address.ts'
import type { Messages } from '#lib/i18n/messages.ts'
import { useFormAction } from '../use-form-action.ts'
import { requestReset } from './action.ts'

type Props = {
  /** The title of the page that it is on. */
  title: string
  words: Messages['forgotPassword']
  /** What the button says, where it is not what the form says by itself. */
  submitLabel?: string
  email: string
}

/** Asks for the address. Checked at once where there is script, by the server everywhere. */
export function ForgotPasswordForm({ title, words, submitLabel, email }: Props) {
  const lost = { serverError: 'fault' as const }
  const { result, post, submit, pending } = useFormAction(requestReset, {}, lost)
  const { register, handleSubmit, setFocus, formState } = useForm({
    defaultValues: { email },
  })
  const hydrated = useHydrated()
  const fault = useContext(ErrorWords)?.error
  const code = formState.errors.email?.message ?? result.validationErrors?.fieldErrors.email?.[0]

  useEffect(() => {
    if (result.validationErrors) setFocus('email')
  }, [result, setFocus])

  return (
    <form action={post} onSubmit={submit(handleSubmit)} noValidate={hydrated}>
      <FormTitle title={title} failed={Boolean(code ?? result.serverError ?? result.data?.wait)} />
      {result.serverError && fault && <Notice title={fault.title} text={fault.lead} />}
      <TooMany wait={result.data?.wait} />
      <Field
        {...register('email', { validate: (typed) => checkAddress(typed) ?? true })}
        id="email"
        type="email"
        inputMode="email"
        label={words.email}
        error={code && words.errors[code as keyof typeof words.errors]}
        defaultValue={email}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <SubmitButton pending={pending}>{submitLabel ?? words.submit}</SubmitButton>
    </form>
  )
}
