import type { Behaviour } from '#sandbox/behaviours.ts'
import type { Customers } from '#sandbox/customers.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

type Seed = { readonly email: string; readonly name: string; readonly behaviour: Behaviour }

/** First password of every seeded customer. */
export const FIRST_PASSWORD = 'correct horse battery'

/** Seeded customers of each vendor. */
export const seeds: readonly Seed[] = [
  { email: 'ada@example.com', name: 'Ada Lovelace', behaviour: 'normal' },
  { email: 'grace@example.com', name: 'Grace Hopper', behaviour: 'normal' },
  {
    email: 'hostile@example.com',
    name: '<img src=x onerror=alert(1)><b>Grace</b>',
    behaviour: 'normal',
  },
  { email: 'suspended@example.com', name: 'Sybil Suspended', behaviour: 'suspended' },
  { email: 'slow@example.com', name: 'Sam Slow', behaviour: 'slow' },
  { email: 'down@example.com', name: 'Dora Down', behaviour: 'down' },
  { email: 'flaky@example.com', name: 'Flo Flaky', behaviour: 'flaky' },
  { email: 'strict@example.com', name: 'Stan Strict', behaviour: 'strict' },
  { email: 'times-out@example.com', name: 'Tess Timeout', behaviour: 'times-out' },
  { email: 'bounced@example.com', name: 'Bo Bounced', behaviour: 'normal' },
  { email: 'expired@example.com', name: 'Ezra Expired', behaviour: 'expired' },
]

/** Adds the seeded customers to every vendor. */
export const seedCustomers = (customers: Customers): void => {
  for (const upstream of UPSTREAM_NAMES) {
    for (const seed of seeds) customers.create({ ...seed, upstream, password: FIRST_PASSWORD })
  }
}
