import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import * as z from 'zod'

/** Checks whether the host name of a URL is this machine. @param hostname as `URL` writes it */
export const isLoopbackHost = (hostname: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)

/** A required text. */
export const text = z.string('is missing').trim().min(1, 'is missing')

/** Marks the variable of a secret: a file may hold its value, named by the variable with `_FILE` added. */
export const secret = <Rule extends z.ZodType>(rule: Rule): Rule => rule.meta({ secret: true })

/** Checks whether a rule is marked with {@link secret}. */
export const isSecret = (rule: z.ZodType): boolean => rule.meta()?.secret === true

/** An absolute URL, unchanged: https, or http for a loopback host. */
export const exactUrl = text
  .refine((value) => URL.canParse(value), { error: 'is not a URL', abort: true })
  .refine((value) => {
    const { protocol, hostname } = new URL(value)
    return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
  }, 'must be https (http is for loopback hosts only)')

/** An absolute URL without trailing slashes. */
export const url = exactUrl.transform((value) => value.replace(/\/+$/, ''))

/** Scheme, host and port, as browsers write them: host in lower case, default port left out. */
export const origin = url
  .refine(
    (value) => new URL(value).href === `${new URL(value).origin}/`,
    'must be an origin: scheme, host and port, nothing after',
  )
  .transform((value) => new URL(value).origin)

/** The URL of an egress proxy. */
export const proxyUrl = text.refine(
  (value) => /^https?:\/\//.test(value) && URL.canParse(value),
  'must be a URL that begins with http:// or https://',
)

/** A UUID in lower case: ids are compared as text. */
export const uuid = text
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID')
  .toLowerCase()

/** Comma separated keys of 32 bytes in base64. */
export const keys = text
  .transform((value) => value.split(',').map((part) => Buffer.from(part.trim(), 'base64')))
  .refine(
    (all) => all.every((bytes) => bytes.length === 32),
    'must be 32 bytes in base64, or several such keys with commas between',
  )

/** Makes a schema for a whole number, with its default, minimum and maximum. */
export const count = (fallback: number, min: number, max = 999_999) =>
  z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min, `must be ${min} or more`)
    .refine((value) => value <= max, `must be ${max} or less`)
    .default(fallback)

const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Makes a schema for one of these words. */
export const oneOf = <const Word extends string>(words: readonly Word[]) =>
  z.enum(words, `must be ${OR.format(words)}`)

/** `true` or `false`, the latter if unset. */
export const flag = oneOf(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true')

/** Comma separated networks in CIDR form; a single address is a network of its own. */
export const networks = text
  .transform((value) => value.split(',').map((part) => part.trim()))
  .refine(
    (all) =>
      all.every((network) => {
        // A shortened IPv4 address would mean another network: 192.168/16 is 192.0.0.0/16.
        const [address = ''] = network.split('/')
        return isIP(address) > 0 && (network === address || ipaddr.isValidCIDR(network))
      }),
    'must be networks such as 10.0.0.0/8, with commas between',
  )

/** A time zone of the IANA database. */
export const timeZone = text.refine((value) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}, 'must be a time zone, such as Europe/Berlin')
