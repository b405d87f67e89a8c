import type { ReactNode } from 'react'
import styles from './side-link.module.css'

/** A quiet text below the main action of a page, with links of its size. */
export const SideText = (props: { children: ReactNode }) => (
  <p className={styles.side}>{props.children}</p>
)

/** A quiet link below a form, to another way to go on. */
export const SideLink = (props: { href: string; children: string }) => (
  <p className={styles.link}>
    <a href={props.href}>{props.children}</a>
  </p>
)
