import { lowerCase } from '#lib/email-address.ts'

/** A big provider of mailboxes: its page to read mail, and the domains of its addresses. */
type Provider = { readonly name: string; readonly url: string; readonly domains: string }

/** The big providers. On a phone, the page opens the provider's app where one is installed. */
const PROVIDERS = {
  gmail: { name: 'Gmail', url: 'https://mail.google.com/', domains: 'gmail.com googlemail.com' },
  outlook: {
    name: 'Outlook',
    url: 'https://outlook.live.com/mail/',
    domains:
      'outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.com.br outlook.jp hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com live.nl live.fr live.co.uk msn.com',
  },
  icloud: {
    name: 'iCloud',
    url: 'https://www.icloud.com/mail/',
    domains: 'icloud.com me.com mac.com',
  },
  yahoo: {
    name: 'Yahoo',
    url: 'https://mail.yahoo.com/',
    domains:
      'yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.com.br yahoo.co.in yahoo.in ymail.com rocketmail.com',
  },
  'yahoo-japan': { name: 'Yahoo! JAPAN', url: 'https://mail.yahoo.co.jp/', domains: 'yahoo.co.jp' },
  proton: {
    name: 'Proton Mail',
    url: 'https://mail.proton.me/',
    domains: 'proton.me protonmail.com pm.me',
  },
  gmx: { name: 'GMX', url: 'https://www.gmx.net/', domains: 'gmx.de gmx.net gmx.at gmx.ch' },
  webde: { name: 'WEB.DE', url: 'https://web.de/email/', domains: 'web.de' },
  'mail-com': { name: 'mail.com', url: 'https://www.mail.com/', domains: 'mail.com email.com' },
  naver: { name: 'NAVER', url: 'https://mail.naver.com/', domains: 'naver.com' },
  qq: { name: 'QQ', url: 'https://mail.qq.com/', domains: 'qq.com foxmail.com' },
  wp: { name: 'WP', url: 'https://poczta.wp.pl/', domains: 'wp.pl' },
} as const satisfies Record<string, Provider>

/** Id of a provider. */
export type Mailbox = keyof typeof PROVIDERS

/** Ids of all providers. */
export const MAILBOXES = Object.keys(PROVIDERS) as [Mailbox, ...Mailbox[]]

const byDomain = new Map<string, Mailbox>(
  MAILBOXES.flatMap((id) =>
    PROVIDERS[id].domains.split(' ').map((domain) => [domain, id] as const),
  ),
)

/** Returns the name of a provider, and the address of its page to read mail. */
export const mailboxOf = (id: Mailbox): Pick<Provider, 'name' | 'url'> => PROVIDERS[id]

const domainOf = (address: string): string => lowerCase(address.slice(address.lastIndexOf('@') + 1))

/** Replaces the domain of an address. */
export const withDomain = (address: string, domain: string): string =>
  `${address.slice(0, address.lastIndexOf('@'))}@${domain}`

/** Finds the provider of an address; null for any other domain. */
export const mailboxIn = (address: string): Mailbox | null =>
  byDomain.get(domainOf(address)) ?? null

/** Shorter domains have too many real neighbours. */
const SHORTEST = 8

/**
 * Finds the domain that was probably meant, for one that differs from a provider's in one letter or in the
 * order of two. It is a hint: the domain may be right.
 * @returns null for a domain that is no likely slip
 */
export function likelyDomain(address: string): string | null {
  const typed = domainOf(address)
  if (typed.length < SHORTEST - 1 || byDomain.has(typed)) return null
  const known = [...byDomain.keys()].filter((domain) => domain.length >= SHORTEST)
  return known.find((domain) => isOneSlip(typed, domain)) ?? null
}

/** Checks whether one text has a letter more, less or changed, or two swapped, compared to the other. */
function isOneSlip(one: string, other: string): boolean {
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const [left, right] = [one.slice(start), other.slice(start)]
  const isSwapped = left[0] === right[1] && left[1] === right[0]
  return (
    left.slice(1) === right ||
    left === right.slice(1) ||
    left.slice(1) === right.slice(1) ||
    (isSwapped && left.slice(2) === right.slice(2))
  )
}
