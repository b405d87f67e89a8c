import type { ReactNode } from 'react'
import styles from './page-text.module.css'

type Props = { brand?: string | undefined; title: string; lead: ReactNode; children?: ReactNode }

/** The heading of a page, which is its title as well, and what it says first. */
export const PageText = (props: Props) => (
  <div className={styles.text}>
    <title>{props.brand ? `${props.title} – ${props.brand}` : props.title}</title>
    <h1>{props.title}</h1>
    <p>{props.lead}</p>
    {props.children}
  </div>
)
