import { isIPv6 } from 'node:net'

/** The networks that a client is counted by, each as a rate limit key. */
export type ClientNetworks = {
  /** An IPv4 address, or an IPv6 /64: the smallest network that a household is given (RFC 6177). */
  readonly client: string
  /** An IPv6 /56; the same as `client` with IPv4. */
  readonly household: string
  /** An IPv6 /48 or an IPv4 /24. */
  readonly network: string
  /** An IPv6 /32 or an IPv4 /16. */
  readonly region: string
}

/**
 * Reads an address as a proxy or the socket wrote it. A text that is no address is a client of its own.
 * @see https://www.rfc-editor.org/rfc/rfc6177 for the sizes of IPv6 networks
 */
export function networksOf(address: string): ClientNetworks {
  const plain = address.replace(WITH_PORT, '$1$2').replace(/%.*$/, '')
  if (!isIPv6(plain)) return ipv4Networks(plain)
  const groups = groupsOf(plain)
  const [high = 0, low = 0] = groups.slice(6)
  if (groups.slice(0, 6).join() === MAPPED_IPV4) {
    return ipv4Networks([high >> 8, high & 255, low >> 8, low & 255].join('.'))
  }
  const [a = 0, b = 0, c = 0, d = 0] = groups
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

/** Some proxies append the connection's port, which is another each time. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([^\]]*)\](?::\d+)?)$/

/** The first six groups of an IPv4 address in IPv6 form. @see https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED_IPV4 = [0, 0, 0, 0, 0, 0xffff].join()

/** Expands an IPv6 address to eight groups. `URL` normalizes its many forms first. */
function groupsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]`)
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16))
}
