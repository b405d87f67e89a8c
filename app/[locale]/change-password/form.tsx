'use client'

import { useFormAction } from '#app/[locale]/use-form-action.ts'
import { FormTitle } from '#components/form-title.tsx'
import { NotSent } from '#components/not-sent.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { checkPassword, type PasswordPolicy } from '#lib/reset/password-policy.ts'
import { joinAddress, type SplitAddress } from '#lib/split-address.ts'
import type { Messages } from '#messages/messages.ts'
import { resetPassword } from './action.ts'
import { NewPassword } from './new-password.tsx'

type Props = {
  words: Messages['changePassword']
  policy: PasswordPolicy
  email: SplitAddress | null
  /** Keyed hash of the account that this page shows. */
  account: string
  /** True if the operator allows JavaScript (`SCRIPTS`). */
  scripts: boolean
  /** The link to sign in, for a change that could not be confirmed. */
  signIn: { href: string; label: string } | null
}

/** The form for the new password of an opened link. */
export function ChangePasswordForm({ words, policy, account, scripts, signIn, ...props }: Props) {
  const email = props.email && joinAddress(props.email)
  const { result, unsent, wrong, pending, form } = useFormAction(resetPassword, {
    none: {},
    lost: { data: { failed: 'unconfirmed' } },
    checks: { password: (typed) => checkPassword(policy, typed, email) },
    focus: ({ data, validationErrors }) => ((data ?? validationErrors) ? 'password' : null),
  })
  const invalid = result.validationErrors?.fieldErrors
  const refused = wrong.password ?? result.data?.refused ?? invalid?.password?.[0]
  const failed = result.serverError ? 'unavailable' : result.data?.failed

  return (
    <form {...form} noValidate>
      <FormTitle
        title={words.title}
        failed={Boolean(refused ?? invalid?.confirmPassword ?? failed ?? unsent)}
      />
      {failed && (
        <Notice {...words[failed]} isInformation={failed === 'other-link'}>
          {failed === 'unconfirmed' && signIn && <a href={signIn.href}>{signIn.label}</a>}
        </Notice>
      )}
      <NotSent unsent={unsent} />
      <input type="hidden" name="account" value={account} />
      {email && (
        <label className="visually-hidden">
          {words.account}
          <input type="text" autoComplete="username" value={email} readOnly tabIndex={-1} />
        </label>
      )}
      <NewPassword
        words={words}
        policy={policy}
        scripts={scripts}
        error={refused}
        confirmError={invalid?.confirmPassword?.[0]}
      />
      <SubmitButton pending={pending}>{words.submit}</SubmitButton>
    </form>
  )
}
