import { type Locale, languageName, languageTag } from '#messages/locales.ts'
import { Icon } from './icon.tsx'
import styles from './language-menu.module.css'

type Props = { label: string; locale: Locale; locales: readonly Locale[] }

/** The menu of languages. Each link opens the same page: the server reads `lang`, and keeps the choice. */
export const LanguageMenu = ({ label, locale, locales }: Props) => (
  <details className={styles.menu}>
    <summary>
      <Icon name="globe" size={20} />
      <span className="visually-hidden">{label}: </span>
      <bdi>{languageName(locale)}</bdi>
    </summary>
    <ul>
      {locales.map((code) => (
        <li key={code}>
          <a
            href={`?lang=${code}`}
            lang={languageTag(code)}
            hrefLang={languageTag(code)}
            aria-current={code === locale ? 'true' : undefined}
          >
            <bdi>{languageName(code)}</bdi>
          </a>
        </li>
      ))}
    </ul>
  </details>
)
