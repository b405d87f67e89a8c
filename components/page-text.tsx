import type { ReactNode } from 'react'
import styles from './page-text.module.css'

type Props = { brand?: string; title: string; lead: ReactNode; children?: ReactNode }

/** The title of a document, which names the site after the page. */
export const documentTitle = (brand: string, title: string) => `${title} – ${brand}`

/**
 * The heading of a page, and what it says first. With a brand the heading is the document's title as
 * well; without one that is left to the form of the page.
 */
export const PageText = (props: Props) => (
  <div className={styles.text}>
    {props.brand && <title>{documentTitle(props.brand, props.title)}</title>}
    <h1>{props.title}</h1>
    <p>{props.lead}</p>
    {props.children}
  </div>
)
