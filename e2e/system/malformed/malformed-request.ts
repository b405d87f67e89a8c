import { newClient } from '#e2e/system/form.ts'
import { type Head, type RawRequest, spell } from '#e2e/system/raw-request.ts'
import { anyBody, framed } from './bodies.ts'
import { anyCookie } from './cookies.ts'
import { anyFields } from './head-fields.ts'
import type { Known } from './known.ts'
import { createRandom, type Random } from './random.ts'
import { anyTarget } from './targets.ts'

const METHODS = [
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND'],
  ...[
    'post',
    'Get',
    'QUERY',
    'PURGE',
    'M-SEARCH',
    'SUBSCRIBE',
    'FOO',
    '',
    'GET GET',
    'G\0T',
    'PRI',
  ],
]

const FORMS = [
  '/forgot-password',
  '/change-password',
  '/change-password/expired',
  '/change-password/with-link',
]

type Fields = Head[number][]

/** The `nth` of a series of requests that no honest client sends: the same for the same seed. */
export function malformedRequest(seed: number, nth: number, known: Known): RawRequest {
  const random = createRandom(seed, nth)
  const isForm = random.chance(3, 5)
  const fields: Fields = [
    ['Host', known.host],
    ['Connection', 'close'],
    ['X-Forwarded-For', newClient()],
    ['Cookie', random.chance(1, 3) ? anyCookie(random, known) : known.cookie],
  ]
  return isForm ? form(random, fields, known) : anything(random, fields, known)
}

/** Passes for a form of ours as far as its head, mostly. */
function form(random: Random, fields: Fields, known: Known): RawRequest {
  const { type, bytes } = anyBody(random, known)
  const framing = framed(random, bytes)
  const own: Fields = [
    ...fields,
    ['Origin', known.origin],
    ['Content-Type', type],
    ...framing.fields,
  ]
  if (random.chance(2, 5)) own.push(['Next-Action', random.pick(known.actions)])
  if (random.chance(1, 4)) own.push(...anyFields(random, known))
  const target = random.chance(4, 5) ? random.pick(FORMS) : anyTarget(random)
  return { bytes: spell('POST', target, own, framing.bytes), breaksOff: framing.breaksOff }
}

function anything(random: Random, fields: Fields, known: Known): RawRequest {
  const method = random.chance(1, 2) ? 'GET' : random.pick(METHODS)
  const own: Fields = random.chance(3, 4) ? [...fields, ...anyFields(random, known)] : fields
  return { bytes: spell(method, anyTarget(random), own) }
}
