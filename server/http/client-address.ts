import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/** Proxies whose word about the client is believed: so many in front, or those in some networks. */
export type TrustedProxies =
  | { readonly kind: 'hops'; readonly hops: number }
  | { readonly kind: 'networks'; readonly networks: readonly string[] }

/** Path of a request: `forwarded` addresses that proxies named, and the `client` that is believed. */
export type ClientPath = {
  readonly forwarded: number
  readonly client: string
  /** Whether a proxy named an address, and none of them is trusted. */
  readonly isIgnored: boolean
}

/** Finds the address of the client as the outermost trusted proxy saw it. */
export function clientPath(
  {
    headers,
    socket,
  }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  trusted: TrustedProxies,
): ClientPath {
  const claimed = String(headers['x-forwarded-for'] ?? '')
  const chain = claimed
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
  const peer = socket.remoteAddress ?? 'unknown'
  const seen = [...chain, peer]
  const hops = trusted.kind === 'hops' ? trusted.hops : trustedAtEnd(seen, trusted.networks)
  const client = seen.at(-1 - hops) ?? seen[0] ?? 'unknown'
  return { forwarded: chain.length, client, isIgnored: claimed !== '' && hops === 0 }
}

/** Whether an address is in one of the networks. */
export const isTrusted = (address: string, networks: readonly string[]): boolean =>
  isIn(address, networks.map(rangeOf))

/** Counts the addresses at the end of a path that are in the networks: the trusted proxies. */
function trustedAtEnd(seen: readonly string[], networks: readonly string[]): number {
  const ranges = networks.map(rangeOf)
  const outside = seen.findLastIndex((address) => !isIn(address, ranges))
  return seen.length - 1 - outside
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

const rangeOf = (network: string): Range => {
  if (network.includes('/')) return ipaddr.parseCIDR(network)
  const address = ipaddr.parse(network)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/** Whether an address is in one of the ranges. A socket may write IPv4 in IPv6 form. */
function isIn(text: string, ranges: readonly Range[]): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  return ranges.some((range) => address.kind() === range[0].kind() && address.match(range))
}
