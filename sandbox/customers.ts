import type { Behaviour } from '#sandbox/behaviours.ts'
import { oneInFive } from '#sandbox/one-in-five.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** A customer of the sandbox. */
export type Customer = {
  readonly upstream: UpstreamName
  /** In the vendor's own format. */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly behaviour: Behaviour
  /** Checks whether this call fails, for an unreliable customer. */
  readonly isUnlucky: () => boolean
  /** Username: the address, until a change at Elastic Path renames it. */
  username: string
  password: string
  /** True if the one failure of a flaky customer is over. */
  hasFailed: boolean
}

/** Values of a customer to register. */
export type NewCustomer = Pick<Customer, 'upstream' | 'email' | 'name' | 'password' | 'behaviour'>

/** Makes an id in the format of a vendor. */
export type MakeCustomerId = (upstream: UpstreamName, seed: string) => string

/** All customers of the sandbox. */
export type Customers = ReturnType<typeof createCustomers>

/** Creates the list of all customers. Addresses are stored in lower case. */
export const createCustomers = (makeId: MakeCustomerId) => {
  const byId = new Map<string, Customer>()
  const byEmail = new Map<string, Customer>()

  const all = (upstream: UpstreamName): Customer[] =>
    [...byId.values()].filter((customer) => customer.upstream === upstream)

  return {
    /** Adds a customer. @returns null when the vendor has one with this address */
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

    /** Finds a customer, ignoring the case of the address. */
    withEmail: (upstream: UpstreamName, email: string): Customer | undefined =>
      byEmail.get(`${upstream} ${email.toLowerCase()}`),

    /** Lists the customers of a vendor. */
    all,

    /** Finds a customer by the exact username. */
    withUsername: (upstream: UpstreamName, username: string): Customer | undefined =>
      all(upstream).find((customer) => customer.username === username),
  }
}
