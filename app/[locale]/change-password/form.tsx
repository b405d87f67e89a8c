'use client'

import { type FormEvent, startTransition, useActionState, useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { Notice } from '#components/notice.tsx'
import { PasswordField } from '#components/password-field.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { fill } from '#lib/i18n/fill.ts'
import type { Messages } from '#lib/i18n/messages.ts'
import { checkPassword, type PasswordPolicy } from '#lib/reset/password-policy.ts'
import { resetPassword } from './action.ts'

type Props = {
  words: Messages['changePassword']
  policy: PasswordPolicy
  email: string | null
}

/** Asks for the new password, once; twice where nothing can show what was typed. */
export function ChangePasswordForm({ words, policy, email }: Props) {
  const [result, submit, pending] = useActionState(resetPassword, {})
  const { register, handleSubmit, setFocus, formState } = useForm({
    defaultValues: { password: '' },
  })
  useEffect(() => {
    if (result.data) setFocus('password')
  }, [result, setFocus])

  const rule = (password: string) => checkPassword(policy, password, email) ?? true
  const say = (code: string | undefined) => {
    const text = code && words.errors[code as keyof typeof words.errors]
    return text ? fill(text, { minLength: policy.minLength }) : undefined
  }
  const refused = formState.errors.password?.message ?? result.data?.refused
  const mismatch = result.validationErrors?.fieldErrors.confirmPassword?.[0]
  const failed = result.serverError ? 'unavailable' : result.data?.failed

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const data = new FormData(event.currentTarget)
    return handleSubmit(() => startTransition(() => submit(data)))(event)
  }

  return (
    <form action={submit} onSubmit={onSubmit} noValidate>
      {failed && <Notice {...words[failed]} />}
      {email && (
        <label className="visually-hidden">
          {words.account}
          <input type="text" autoComplete="username" value={email} readOnly tabIndex={-1} />
        </label>
      )}
      <PasswordField
        {...register('password', { validate: rule })}
        id="password"
        label={words.password}
        words={words}
        error={say(refused)}
        autoComplete="new-password"
        required
      />
      <noscript>
        <PasswordField
          id="confirmPassword"
          name="confirmPassword"
          label={words.confirmPassword}
          words={words}
          error={say(mismatch)}
          autoComplete="new-password"
          required
        />
      </noscript>
      <SubmitButton pending={pending}>{words.submit}</SubmitButton>
    </form>
  )
}
