import { ButtonLink } from './button-link.tsx'
import { PageText } from './page-text.tsx'

type Props = { brand: string; words: { title: string; lead: string; next: string }; href: string }

/** A page where nothing can be done but to go on. */
export const DeadEnd = ({ brand, words, href }: Props) => (
  <>
    <PageText brand={brand} title={words.title} lead={words.lead} />
    <ButtonLink href={href}>{words.next}</ButtonLink>
  </>
)
