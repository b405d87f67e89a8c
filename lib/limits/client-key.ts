import { isIPv6 } from 'node:net'

/**
 * What a client is counted by: its address, or the /64 network of it, which IPv6 gives to one
 * household as IPv4 gives one address.
 */
export function clientKey(address: string): string {
  const plain = address.replace(WITH_PORT, '$1$2').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const groups = groupsOf(plain)
  const [high = 0, low = 0] = groups.slice(6)
  return groups.slice(0, 6).join() === MAPPED_IPV4
    ? [high >> 8, high & 255, low >> 8, low & 255].join('.')
    : groups
        .slice(0, 4)
        .map((group) => group.toString(16))
        .join(':')
}

/** Some proxies write the port of the connection to an address, which is another each time. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([^\]]*)\](?::\d+)?)$/

/** How an IPv4 address begins where it is written as one of IPv6. */
const MAPPED_IPV4 = [0, 0, 0, 0, 0, 0xffff].join()

/** The eight groups of an IPv6 address: the platform knows its many forms, and gives it one. */
function groupsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]`)
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16))
}
