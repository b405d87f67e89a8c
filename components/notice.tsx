import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './notice.module.css'

type Props = {
  title: string
  text: string
  /** A link to the next step. */
  children?: ReactNode
}

/** An alert above a form that could not be processed. Another text is another element, for translators. */
export const Notice = ({ title, text, children }: Props) => (
  <div key={text} className={styles.notice} role="alert">
    <Icon name="alert" />
    <strong>{title}</strong>
    <p>{text}</p>
    {children && <p>{children}</p>}
  </div>
)
