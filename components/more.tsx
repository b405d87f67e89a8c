import type { ReactNode } from 'react'
import styles from './more.module.css'

/** A text that opens when its title is pressed. */
export const More = ({ title, children }: { title: string; children: ReactNode }) => (
  <details className={styles.more}>
    <summary>{title}</summary>
    {children}
  </details>
)
