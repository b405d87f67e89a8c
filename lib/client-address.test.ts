import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { words } from '#lib/words-fixture.ts'
import { networksOf } from './client-address.ts'

const clientKey = (address: string) => networksOf(address).client

describe('a client is counted by', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:51234', '192.0.2.7'],
    ['[::ffff:192.0.2.7]:51234', '192.0.2.7'],
  ])('its IPv4 address, however it is written: %s', (address, key) => {
    expect(clientKey(address)).toBe(key)
  })

  test.each(
    words(`
    2001:db8:1:2:3:4:5:6 2001:0DB8:0001:0002::1 2001:db8:1:2:: 2001:db8:1:2::ffff:ffff
    2001:db8:1:2:ffff:ffff:ffff:ffff 2001:db8:1:2::192.0.2.7 2001:db8:1:2::1%eth0
    [2001:db8:1:2::1]:51234 [2001:db8:1:2::1]`),
  )('the /64 network of its IPv6 address: %s', (address) => {
    expect(clientKey(address)).toBe('2001:db8:1:2')
  })

  test.each([
    ['2001:db8:1:3::1', '2001:db8:1:3'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001::1:2:3:4:5', '2001:0:0:1'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['1::', '1:0:0:0'],
    ['::2:3:4:5:6:7:8', '0:2:3:4'],
  ])('its network, where zeros are left out: %s', (address, key) => {
    expect(clientKey(address)).toBe(key)
  })

  test.each(['', 'unknown', 'not an address'])(
    'the text itself if it is no address: %j',
    (text) => {
      expect(clientKey(text)).toBe(text)
    },
  )
})

describe('the networks around a client', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7', '192.0.2', '192.0'],
    ['::ffff:192.0.2.7', '192.0.2.7', '192.0.2', '192.0'],
    ['2001:db8:1:2345::1', '2001:db8:1:2300', '2001:db8:1', '2001:db8'],
    ['2001:db8:1:5::1', '2001:db8:1:0', '2001:db8:1', '2001:db8'],
  ])('of %s are its household, its network and its region', (address, ...networks) => {
    const { household, network, region } = networksOf(address)
    expect([household, network, region]).toEqual(networks)
  })
})

const groups = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: length, maxLength: length })

/** Writes the shortest text of an address. @see RFC 5952 */
const shortest = (all: number[]) =>
  new URL(`http://[${all.map((group) => group.toString(16)).join(':')}]`).hostname.slice(1, -1)

describe('any address', () => {
  test('its long and short forms are one client', () => {
    fc.assert(
      fc.property(groups(8), (all) => {
        const long = all.map((group) => group.toString(16).padStart(4, '0')).join(':')
        expect(clientKey(shortest(all))).toBe(clientKey(long))
        expect(clientKey(long.toUpperCase())).toBe(clientKey(long))
      }),
    )
  })

  test('addresses of one network are one client, those of two networks two', () => {
    const network = groups(4).filter((all) => all.some((group) => group !== 0))
    fc.assert(
      fc.property(network, groups(4), network, groups(4), (one, host, two, another) => {
        const isSame = one.join() === two.join()
        expect(clientKey(shortest([...one, ...another]))).toBe(
          clientKey(shortest([...one, ...host])),
        )
        const keys = [
          clientKey(shortest([...one, ...host])),
          clientKey(shortest([...two, ...host])),
        ]
        expect(keys[0] === keys[1]).toBe(isSame)
      }),
    )
  })

  test('an IPv4 address is the same client when it is mapped into IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(clientKey(address)).toBe(address)
        expect(clientKey(`::ffff:${address}`)).toBe(address)
      }),
    )
  })
})
