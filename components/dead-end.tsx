import type { ComponentProps } from 'react'
import { ButtonLink } from './button-link.tsx'
import { PageText } from './page-text.tsx'

type Props = Pick<ComponentProps<typeof PageText>, 'icon' | 'tone'> & {
  brand: string
  words: { title: string; lead: string; next: string }
  href: string
  /** True if the next step has to wait: its button is then a secondary one. */
  isLater?: boolean
}

/** A page without a form: a text, and a button for the next step. */
export const DeadEnd = ({ brand, words, href, isLater = false, ...mark }: Props) => (
  <>
    <PageText {...mark} brand={brand} title={words.title} lead={words.lead} />
    <ButtonLink href={href} isSecond={isLater}>
      {words.next}
    </ButtonLink>
  </>
)
