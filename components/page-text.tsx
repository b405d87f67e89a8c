import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './page-text.module.css'

type Props = {
  icon: IconName
  /** Colour of the icon; that of the brand by default. */
  tone?: 'good' | 'late' | 'wrong'
  brand?: string
  title: string
  lead: ReactNode
  children?: ReactNode
}

/** Builds the title of a document: the page, then the site. */
export const documentTitle = (brand: string, title: string) => `${title} – ${brand}`

/**
 * The icon, heading and first sentence of a page. With a brand it also sets the title of the document. On
 * a page with a form, `FormTitle` does that.
 */
export const PageText = ({ icon, tone, brand, title, lead, children }: Props) => (
  <div className={styles.text}>
    {brand && <title>{documentTitle(brand, title)}</title>}
    <span className={styles.disc} data-tone={tone}>
      <Icon name={icon} />
    </span>
    <h1>{title}</h1>
    <p>{lead}</p>
    {children}
  </div>
)
