import type { InputHTMLAttributes, ReactNode } from 'react'
import { DIRECTION } from '#server/http/form-protocol.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import { useTypedText } from './use-typed-text.ts'

type Props = {
  label: string
  /** Says what is wrong with the value, and how to correct it. */
  error?: string | undefined
  /** Content inside the box, after the text. */
  children?: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'children'> & { id: string }

/** A labelled input with its error. Screen readers read the error with the field, which gets the focus. */
export function Field({ label, error, children, ...input }: Props) {
  const errorId = `${input.id}-error`
  const ref = useTypedText(input.id)
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={input.id}>
        {label}
      </label>
      {error && (
        // A translator moves the text out of React's reach, so another error is another element.
        <p key={error} className={styles.error} id={errorId} role="alert">
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
      {/* Addresses, passwords and links are written from left to right in every language. */}
      <div className={styles.box} dir="ltr">
        <input
          {...input}
          // Distinguishes our field from one that an extension adds under the same name.
          {...{ dirname: input.name && `${input.name}${DIRECTION}` }}
          ref={ref}
          className={styles.input}
          autoFocus={error !== undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={
            [error && errorId, input['aria-describedby']].filter(Boolean).join(' ') || undefined
          }
        />
        {children}
      </div>
    </div>
  )
}
