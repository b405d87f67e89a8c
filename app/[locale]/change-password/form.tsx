'use client'

import { FormTitle } from '#components/form-title.tsx'
import { Notice } from '#components/notice.tsx'
import { PasswordField } from '#components/password-field.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { TooMany } from '#components/too-many.tsx'
import { fill } from '#lib/i18n/fill.ts'
import type { Messages } from '#lib/i18n/messages.ts'
import { checkPassword, type PasswordPolicy, passwordRules } from '#lib/reset/password-policy.ts'
import { joinAddress, type SplitAddress } from '#lib/split-address.ts'
import { useFormAction } from '../use-form-action.ts'
import { resetPassword } from './action.ts'

type Props = {
  words: Messages['changePassword']
  policy: PasswordPolicy
  email: SplitAddress | null
  /** Keyed hash of the account that this page shows. */
  account: string
  /** Whether the page may run script at all. */
  scripts: boolean
}

/** The form for the new password. It asks twice only where no button can show what was typed. */
export function ChangePasswordForm({ words, policy, account, scripts, ...props }: Props) {
  const email = props.email && joinAddress(props.email)
  const { result, wrong, pending, form } = useFormAction(resetPassword, {
    none: {},
    lost: { data: { failed: 'unconfirmed' } },
    field: 'password',
    check: (password) => checkPassword(policy, password, email),
  })
  const say = (code: string | undefined) => {
    const text = code && words.errors[code as keyof typeof words.errors]
    return text ? fill(text, policy) : undefined
  }
  const invalid = result.validationErrors?.fieldErrors
  const refused = wrong ?? result.data?.refused ?? invalid?.password?.[0]
  const failed = result.serverError ? 'unavailable' : result.data?.failed

  const again = (
    <PasswordField
      id="confirmPassword"
      name="confirmPassword"
      label={words.confirmPassword}
      words={words}
      error={say(invalid?.confirmPassword?.[0])}
      autoComplete="new-password"
      required
    />
  )
  return (
    <form {...form} noValidate>
      <FormTitle
        title={words.title}
        failed={Boolean(refused ?? invalid?.confirmPassword ?? failed ?? result.data?.wait)}
      />
      {failed && <Notice {...words[failed]} />}
      <TooMany wait={result.data?.wait} />
      <input type="hidden" name="account" value={account} />
      {email && (
        <label className="visually-hidden">
          {words.account}
          <input type="text" autoComplete="username" value={email} readOnly tabIndex={-1} />
        </label>
      )}
      <PasswordField
        id="password"
        name="password"
        label={words.password}
        words={words}
        error={say(refused)}
        rules={passwordRules(policy)}
        autoComplete="new-password"
        required
      />
      {scripts ? <noscript>{again}</noscript> : again}
      <SubmitButton pending={pending}>{words.submit}</SubmitButton>
    </form>
  )
}
