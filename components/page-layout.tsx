import type { ReactNode } from 'react'
import { legalLinks } from '#messages/legal-links.ts'
import type { Locale } from '#messages/locales.ts'
import type { Messages } from '#messages/messages.ts'
import type { Brand } from '#server/config/brand.ts'
import { LanguageMenu } from './language-menu.tsx'
import styles from './page-layout.module.css'

type Props = {
  brand: Brand
  words: Messages['frame']
  locale: Locale
  /** Languages that the site offers. */
  locales: readonly Locale[]
  children: ReactNode
}

/** The layout of every page: the brand, the content, and links to sign in, to get help and to other languages. */
export function PageLayout({ brand, words, locale, locales, children }: Props) {
  return (
    <div className={styles.layout}>
      <header className={styles.header}>
        {brand.logoUrl ? (
          <picture className={styles.logo}>
            {brand.logoDarkUrl && (
              <source srcSet="/logo/dark" media="(prefers-color-scheme: dark)" />
            )}
            <img src="/logo" alt={brand.name} height="40" />
          </picture>
        ) : (
          <>
            <span className={styles.tile} aria-hidden="true">
              {firstLetter(brand.name)}
            </span>
            <span className={styles.name}>{brand.name}</span>
          </>
        )}
      </header>
      <main className={styles.main}>{children}</main>
      <footer className={styles.footer}>
        {brand.supportUrl && (
          <a href={brand.supportUrl} className={styles.help}>
            {words.support}
          </a>
        )}
        {brand.signInUrl && <a href={brand.signInUrl}>{words.back}</a>}
        {legalLinks(brand.legal, words).map(({ href, label }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
        {locales.length > 1 && (
          <LanguageMenu label={words.language} locale={locale} locales={locales} />
        )}
      </footer>
    </div>
  )
}

const firstLetter = (name: string): string => [...name][0]?.toUpperCase() ?? ''
