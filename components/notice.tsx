import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './notice.module.css'

type Props = {
  title: string
  text: string
  /** True for information. It is not shown in the colour of errors. */
  isInformation?: boolean
  /** A link to the next step. */
  children?: ReactNode
}

/** An alert above a form that could not be processed. Another text is another element, for translators. */
export const Notice = ({ title, text, isInformation = false, children }: Props) => (
  <div key={text} className={isInformation ? styles.information : styles.notice} role="alert">
    <Icon name="alert" />
    <strong>{title}</strong>
    <p>{text}</p>
    {children && <p>{children}</p>}
  </div>
)
