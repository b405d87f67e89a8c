'use client'

import { NewPassword } from '#app/[locale]/change-password/new-password.tsx'
import { useFormAction } from '#app/[locale]/use-form-action.ts'
import { Field } from '#components/field.tsx'
import { FormTitle } from '#components/form-title.tsx'
import { NotSent } from '#components/not-sent.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { checkPassword, type PasswordPolicy } from '#lib/reset/password-policy.ts'
import { checkLink } from '#lib/reset/pasted-link.ts'
import type { Messages } from '#messages/messages.ts'
import { resetWithLink } from './action.ts'

type Props = {
  words: Messages['withLink']
  passwordWords: Messages['changePassword']
  policy: PasswordPolicy
  /** True if the operator allows JavaScript (`SCRIPTS`). */
  scripts: boolean
}

/** The form for a pasted link and a new password. */
export function LinkForm({ words, passwordWords, policy, scripts }: Props) {
  const { result, unsent, wrong, pending, form } = useFormAction(resetWithLink, {
    none: {},
    lost: { data: { failed: 'unconfirmed' } },
    checks: { link: checkLink, password: (typed) => checkPassword(policy, typed, null) },
    focus: ({ data, validationErrors }) => {
      if (data?.invalidLink ?? validationErrors?.fieldErrors.link) return 'link'
      return (data ?? validationErrors) ? 'password' : null
    },
  })
  const invalid = result.validationErrors?.fieldErrors
  const invalidLink = wrong.link ?? result.data?.invalidLink ?? invalid?.link?.[0]
  const refused = wrong.password ?? result.data?.refused ?? invalid?.password?.[0]
  const failed = result.serverError ? 'unavailable' : result.data?.failed
  const fault = invalidLink ?? refused ?? invalid?.confirmPassword ?? failed ?? unsent

  return (
    <form {...form} noValidate>
      <FormTitle title={words.title} failed={Boolean(fault)} />
      {failed && <Notice {...passwordWords[failed]} />}
      <NotSent unsent={unsent} />
      <Field
        id="link"
        name="link"
        type="text"
        inputMode="url"
        label={words.link}
        error={invalidLink && words.errors[invalidLink as keyof typeof words.errors]}
        // With any other value, password managers save the link as the username.
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <NewPassword
        words={passwordWords}
        policy={policy}
        scripts={scripts}
        error={refused}
        confirmError={invalid?.confirmPassword?.[0]}
      />
      <SubmitButton pending={pending}>{passwordWords.submit}</SubmitButton>
    </form>
  )
}
