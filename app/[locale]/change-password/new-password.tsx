import { useState } from 'react'
import { PasswordField } from '#components/password-field.tsx'
import { PasswordRules } from '#components/password-rules.tsx'
import { isLongEnough, type PasswordPolicy, passwordRules } from '#lib/reset/password-policy.ts'
import { fill } from '#messages/fill.ts'
import type { Messages } from '#messages/messages.ts'

type Props = {
  words: Messages['changePassword']
  policy: PasswordPolicy
  /** True if the operator allows JavaScript (`SCRIPTS`). */
  scripts: boolean
  /** Error codes of the two fields. */
  error: string | undefined
  confirmError: string | undefined
}

/** The field for a new password. Without JavaScript, where no button shows the text, there are two. */
export function NewPassword({ words, policy, scripts, error, confirmError }: Props) {
  const [isLong, setIsLong] = useState(false)
  const say = (code: string | undefined) => {
    const text = code && words.errors[code as keyof typeof words.errors]
    return text ? fill(text, policy) : undefined
  }
  const again = (
    <PasswordField
      id="confirmPassword"
      name="confirmPassword"
      label={words.confirmPassword}
      words={words}
      error={say(confirmError)}
      autoComplete="new-password"
      required
    />
  )
  return (
    <>
      <PasswordField
        id="password"
        name="password"
        label={words.password}
        words={words}
        error={say(error)}
        hint={<PasswordRules words={words} minLength={policy.minLength} isLong={isLong} />}
        rules={passwordRules(policy)}
        onInput={({ currentTarget: { value } }) => setIsLong(isLongEnough(policy, value))}
        autoComplete="new-password"
        required
      />
      {scripts ? <noscript>{again}</noscript> : again}
    </>
  )
}
