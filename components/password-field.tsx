'use client'

import { type ComponentProps, useEffect, useState } from 'react'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'
import styles from './password-field.module.css'
import { useHydrated } from './use-hydrated.ts'

type Props = ComponentProps<typeof Field> & {
  words: { show: string; hide: string; showShort: string; hideShort: string }
  /** What a browser that makes up a password is told, as `passwordrules`. */
  rules?: string
}

/** A password to type, which can be looked at where there is script to show it. */
export function PasswordField({ words, rules, ...field }: Props) {
  const [shown, setShown] = useState(false)
  const hydrated = useHydrated()

  // What browsers remember of a sent form is not to be readable.
  useEffect(() => {
    const hide = () => setShown(false)
    document.addEventListener('submit', hide, true)
    return () => document.removeEventListener('submit', hide, true)
  }, [])

  return (
    <Field
      {...field}
      {...{ passwordrules: rules }}
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
          {shown ? words.hideShort : words.showShort}
        </button>
      )}
    </Field>
  )
}
