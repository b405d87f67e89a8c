'use client'

import { type ComponentProps, type KeyboardEvent, useEffect, useState } from 'react'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'
import styles from './password-field.module.css'
import { useHydrated } from './use-hydrated.ts'

type Props = ComponentProps<typeof Field> & {
  words: Record<'show' | 'hide' | 'showShort' | 'hideShort' | 'capsLock', string>
  /** Attribute `passwordrules`, for browsers that generate passwords. */
  rules?: string
}

/** A field for a password. With JavaScript, it has a button that shows the text. */
export function PasswordField({ words, rules, ...field }: Props) {
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const hydrated = useHydrated()
  const readCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))

  // Browsers save the text of readable fields, so hide it when the form is sent.
  useEffect(() => {
    const hide = () => setShown(false)
    document.addEventListener('submit', hide, true)
    return () => document.removeEventListener('submit', hide, true)
  }, [])

  return (
    <Field
      {...field}
      {...{ passwordrules: rules }}
      aside={
        <span className={styles.capsLock} role="status">
          {capsLock && words.capsLock}
        </span>
      }
      onKeyDown={readCapsLock}
      onKeyUp={readCapsLock}
      onBlur={() => setCapsLock(false)}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
    >
      {hydrated && (
        <button
          className={styles.toggle}
          type="button"
          aria-label={shown ? words.hide : words.show}
          aria-controls={field.id}
          // The field keeps the focus, so a phone keeps its keyboard open.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => setShown(!shown)}
        >
          <Icon name="eye" size={18} />
          <span key={String(shown)}>{shown ? words.hideShort : words.showShort}</span>
        </button>
      )}
    </Field>
  )
}
