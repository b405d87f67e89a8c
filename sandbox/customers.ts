import type { Behaviour } from '#sandbox/behaviours.ts'
import { oneInFive } from '#sandbox/one-in-five.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

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

/** Makes an id in the format of a vendor. */
export type MakeCustomerId = (upstream: UpstreamName, seed: string) => string

export type Customers = ReturnType<typeof createCustomers>

/** The customers of all vendors. Addresses are kept in lower case. */
export const createCustomers = (makeId: MakeCustomerId) => {
  const byId = new Map<string, Customer>()
  const byEmail = new Map<string, Customer>()

  return {
    /** Null when the vendor has a customer of that address. */
    create: ({ upstream, email, ...rest }: NewCustomer): Customer | null => {
      const address = email.toLowerCase()
      const key = `${upstream} ${address}`
      if (byEmail.has(key)) return null
      const id = makeId(upstream, key)
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
