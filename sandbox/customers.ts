import type { UpstreamName } from '#lib/reset/upstream.ts'
import type { Behaviour } from '#sandbox/behaviours.ts'
import { derivedHex, derivedUuid } from '#sandbox/identifiers.ts'
import { oneInFive } from '#sandbox/one-in-five.ts'

export type Customer = {
  readonly upstream: UpstreamName
  /** In the vendor's own format. */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly behaviour: Behaviour
  /** Whether this call is one that fails for an unreliable customer. */
  readonly isUnlucky: () => boolean
  /** What they sign in with: the address, until a change at Elastic Path renames it. */
  username: string
  password: string
  /** Whether the one failure of a flaky customer is over. */
  hasFailed: boolean
}

export type NewCustomer = Pick<Customer, 'upstream' | 'email' | 'name' | 'password' | 'behaviour'>

const idFormats: Readonly<Record<UpstreamName, (seed: string) => string>> = {
  betterez: (seed) => derivedHex(seed, 24),
  sessionm: (seed) => derivedUuid(seed, 1),
  'elastic-path': (seed) => derivedUuid(seed, 4),
}

export type Customers = ReturnType<typeof createCustomers>

/** The customers of all three vendors. Addresses are kept in lower case. */
export const createCustomers = () => {
  const byId = new Map<string, Customer>()
  const byEmail = new Map<string, Customer>()

  return {
    /** Null when the vendor has a customer of that address. */
    create: ({ upstream, email, ...rest }: NewCustomer): Customer | null => {
      const address = email.toLowerCase()
      const key = `${upstream} ${address}`
      if (byEmail.has(key)) return null
      const id = idFormats[upstream](key)
      const customer: Customer = {
        ...rest,
        upstream,
        id,
        email: address,
        username: address,
        isUnlucky: oneInFive(key),
        hasFailed: false,
      }
      byEmail.set(key, customer)
      byId.set(`${upstream} ${id}`, customer)
      return customer
    },

    withId: (upstream: UpstreamName, id: string): Customer | undefined =>
      byId.get(`${upstream} ${id}`),

    /** Compares without regard to case. */
    withEmail: (upstream: UpstreamName, email: string): Customer | undefined =>
      byEmail.get(`${upstream} ${email.toLowerCase()}`),

    /** Compares letter for letter. */
    withUsername: (upstream: UpstreamName, username: string): Customer | undefined =>
      [...byId.values()].find(
        (customer) => customer.upstream === upstream && customer.username === username,
      ),
  }
}
