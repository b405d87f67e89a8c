import styles from './submit-button.module.css'

type Props = {
  pending: boolean
  /** Whether something else on the page comes first. */
  isSecond?: boolean | undefined
  children: string
}

/** The one thing to do on a page. It stays where it is while it works, and can always be pressed. */
export const SubmitButton = ({ pending, isSecond, children }: Props) => (
  <button className={isSecond ? styles.second : styles.button} type="submit" aria-busy={pending}>
    {children}
  </button>
)
