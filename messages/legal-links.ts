import type { Messages } from './messages.ts'

type Name = 'privacy' | 'imprint' | 'accessibility'

/** Lists the legal links that a company has, with their labels. */
export const legalLinks = (
  urls: Readonly<Record<Name, string | null>>,
  words: Pick<Messages['frame'], Name>,
): { href: string; label: string }[] =>
  (['privacy', 'imprint', 'accessibility'] as const).flatMap((name) => {
    const href = urls[name]
    return href === null ? [] : [{ href, label: words[name] }]
  })
