import type { ReactNode } from 'react'
import type { Messages } from '#messages/messages.ts'
import type { Brand } from '#server/config/config.ts'
import styles from './frame.module.css'

/** What is the same on every page: whose it is, the one thing to do, where to get help. */
export function Frame(props: { brand: Brand; words: Messages['frame']; children: ReactNode }) {
  const { brand, words, children } = props
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        {brand.logoUrl ? (
          // biome-ignore lint/performance/noImgElement: the optimiser is off, an image is an image
          <img className={styles.logo} src="/logo" alt={brand.name} height="32" />
        ) : (
          <span className={styles.name}>
            <span className={styles.mark} aria-hidden="true" />
            {brand.name}
          </span>
        )}
      </header>
      <main className={styles.main}>{children}</main>
      <footer className={styles.footer}>
        {brand.signInUrl && <a href={brand.signInUrl}>{words.back}</a>}
        {brand.supportUrl && <a href={brand.supportUrl}>{words.support}</a>}
      </footer>
    </div>
  )
}
