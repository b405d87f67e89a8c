import type { Messages } from '#messages/messages.ts'
import { Field } from './field.tsx'

type Props = {
  words: Pick<Messages['forgotPassword'], 'email' | 'errors'>
  /** Error code of the address. */
  error: string | undefined
  defaultValue: string
  hydrated: boolean
  /** True if a customer number is accepted as well. */
  acceptsNumber?: boolean | undefined
}

/** The field for an email address. The browser's own check, without JavaScript, only wants an `@`. */
export const AddressField = ({ words, error, defaultValue, hydrated, acceptsNumber }: Props) => (
  <Field
    id="email"
    name="email"
    // A field of type "email" refuses some valid addresses, and rewrites domains.
    type="text"
    inputMode={acceptsNumber ? 'text' : 'email'}
    pattern={acceptsNumber ? undefined : '.*[@\uff20].*'}
    title={hydrated ? undefined : words.errors['no-at']}
    label={words.email}
    error={error && words.errors[error as keyof typeof words.errors]}
    defaultValue={defaultValue}
    autoComplete="username"
    autoCapitalize="none"
    spellCheck={false}
    required
  />
)
