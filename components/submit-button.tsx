import type { ReactNode } from 'react'
import styles from './submit-button.module.css'

type Props = {
  pending: boolean
  /** True if another button on the page is the main one. */
  isSecond?: boolean | undefined
  children: ReactNode
}

/** The main button of a page. It is not disabled while the form is pending. */
export const SubmitButton = ({ pending, isSecond, children }: Props) => (
  <button className={isSecond ? styles.second : styles.button} type="submit" aria-busy={pending}>
    {children}
  </button>
)
