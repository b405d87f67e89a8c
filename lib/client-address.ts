import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/** Proxies whose word about the client is believed: so many in front, or those in some networks. */
export type TrustedProxies =
  | { readonly kind: 'hops'; readonly hops: number }
  | { readonly kind: 'networks'; readonly networks: readonly string[] }

/** Proxies of a request: `forwarded` is the number of addresses that they named, `client` the one that is believed. */
export type Forwarding = {
  readonly forwarded: number
  readonly client: string
  /** True if a proxy named an address, and none of them is trusted. */
  readonly isIgnored: boolean
}

/** Finds the address of the client as the outermost trusted proxy saw it. */
export function readForwarding(
  {
    headers,
    socket,
  }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  trusted: TrustedProxies,
): Forwarding {
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

/** Checks whether an address is in one of the networks. */
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

/** Checks whether an address is in one of the ranges. A socket may write IPv4 in IPv6 form. */
function isIn(text: string, ranges: readonly Range[]): boolean {
  const plain = withoutPort(text)
  if (!ipaddr.isValid(plain)) return false
  const address = ipaddr.process(plain)
  return ranges.some((range) => address.kind() === range[0].kind() && address.match(range))
}

/** The networks that a client is counted by, each as a rate limit key. */
export type ClientNetworks = {
  /** An IPv4 address, or an IPv6 /64: the smallest network that a household is given. @see RFC 6177 */
  readonly client: string
  /** An IPv6 /56; the same as `client` with IPv4. */
  readonly household: string
  /** An IPv6 /48 or an IPv4 /24. */
  readonly network: string
  /** An IPv6 /32 or an IPv4 /16. */
  readonly region: string
}

/** Some proxies append the connection's port, which is another each time. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([^\]]*)\](?::\d+)?)$/

const withoutPort = (address: string) => address.replace(WITH_PORT, '$1$2').replace(/%.*$/, '')

/**
 * Reads an address as a proxy or the socket wrote it. A text that is no address is a client of its own.
 * @see https://www.rfc-editor.org/rfc/rfc6177 for the sizes of IPv6 networks
 */
export function networksOf(address: string): ClientNetworks {
  const plain = withoutPort(address)
  const parsed = ipaddr.IPv6.isValid(plain) ? ipaddr.process(plain) : null
  if (!(parsed instanceof ipaddr.IPv6)) return ipv4Networks(parsed?.toString() ?? plain)
  const [a = 0, b = 0, c = 0, d = 0] = parsed.parts
  return {
    client: hex(a, b, c, d),
    household: hex(a, b, c, d & 0xff00),
    network: hex(a, b, c),
    region: hex(a, b),
  }
}

function ipv4Networks(address: string): ClientNetworks {
  const parts = address.split('.')
  return {
    client: address,
    household: address,
    network: parts.slice(0, 3).join('.'),
    region: parts.slice(0, 2).join('.'),
  }
}

const hex = (...groups: number[]) => groups.map((group) => group.toString(16)).join(':')
