import type { InputHTMLAttributes, ReactNode } from 'react'
import { DIRECTION } from '#server/http/form-protocol.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'
import { useTypedText } from './use-typed-text.ts'

type Props = {
  label: string
  /** Content beside the label, which comes and goes without moving anything. */
  aside?: ReactNode
  /** Content above the box that screen readers read with the field. */
  hint?: ReactNode
  /** Says what is wrong with the value, and how to correct it. */
  error?: string | undefined
  /** Content inside the box, after the text. */
  children?: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'children'> & { id: string }

/**
 * A labelled input with its error. Screen readers read the error with the field, which gets the focus. The
 * place of an error of one line is kept free, so that the button below does not move.
 */
export function Field({ label, aside, hint, error, children, ...input }: Props) {
  const errorId = `${input.id}-error`
  const hintId = `${input.id}-hint`
  const ref = useTypedText(input.id)
  return (
    <div>
      <div className={styles.label}>
        <label htmlFor={input.id}>{label}</label>
        {aside}
      </div>
      {hint && <div id={hintId}>{hint}</div>}
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
            [error && errorId, hint && hintId].filter(Boolean).join(' ') || undefined
          }
        />
        {children}
      </div>
      <div className={styles.below}>
        {error && (
          // A translator moves the text out of React's reach, so another error is another element.
          <p key={error} className={styles.error} id={errorId} role="alert">
            <Icon name="alert" size={18} />
            {error}
          </p>
        )}
      </div>
    </div>
  )
}
