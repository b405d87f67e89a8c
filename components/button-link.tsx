import styles from './submit-button.module.css'

type Props = {
  href: string
  rel?: string
  /** True if it is not the main action of its page. */
  isSecond?: boolean
  children: string
}

/** A link that looks like a button. */
export const ButtonLink = ({ isSecond, ...link }: Props) => (
  <a className={isSecond ? styles.second : styles.button} {...link} />
)
