import type { Config } from './config.ts'

/** The name before an address, such as `"Ada, Ltd." <mail@example.com>`, or the address alone. */
const MAIL_FROM = /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/

/** Returns the sender of the mail with the link as mail programs show it: the brand if the upstream mails it. */
export function senderName({
  upstream,
  mail,
  brand,
}: Pick<Config, 'upstream' | 'mail' | 'brand'>): string {
  if (upstream.mailsLink || mail === null) return brand.name
  const [, name, address] = MAIL_FROM.exec(mail.from) ?? []
  return name || address || mail.from.trim()
}
