import type { InputHTMLAttributes, ReactNode } from 'react'
import { DIRECTION } from '#lib/http/own-fields.ts'
import styles from './field.module.css'

type Props = {
  label: string
  /** What is wrong with the value, and how to mend it. */
  error?: string | undefined
  /** What stands inside the box, after the text. */
  children?: ReactNode
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'children'> & { id: string }

/** A labelled input with its error. An error is read out with the field, and takes the focus. */
export function Field({ label, error, children, ...input }: Props) {
  const errorId = `${input.id}-error`
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={input.id}>
        {label}
      </label>
      {error && (
        <p className={styles.error} id={errorId} role="alert">
          {error}
        </p>
      )}
      <div className={styles.box}>
        <input
          {...input}
          // Tells our field from one of the same name that an extension put into the form.
          {...{ dirname: input.name && `${input.name}${DIRECTION}` }}
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
