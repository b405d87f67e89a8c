import type { ReactNode } from 'react'
import styles from './more.module.css'

/** A text that opens when its title is pressed. */
export const More = (props: {
  title: string
  isOpen?: boolean | undefined
  children: ReactNode
}) => (
  <details className={styles.more} open={props.isOpen}>
    <summary>{props.title}</summary>
    {props.children}
  </details>
)
