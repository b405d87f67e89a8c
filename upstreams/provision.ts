import type { Fetch } from './http-client.ts'

/** Environment variables; a blank one is left out. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Everything that a set-up needs from outside. */
export type ProvisionTools = {
  readonly fetch: Fetch
  /** Public origin of the site. */
  readonly siteUrl: string
  /** Makes a secret that nobody can guess. */
  readonly newSecret: () => string
  /** Address of a customer to make for tests; null for none. */
  readonly testUser: string | null
}

/** One change at the vendor. */
type Change = {
  /** The change as a line of a diff, without a secret. */
  readonly diff: string
  /** Place in the vendor's own console where a person makes the same change. */
  readonly byHand: string
  /** Makes the change. @returns false if our key may not */
  readonly apply: () => Promise<boolean>
}

/** A secret that the site needs. It is written to a file, and never shown. */
export type NewSecret = { readonly variable: string; readonly value: string }

/** Set-up of a vendor for one site. */
export type Plan = {
  readonly changes: readonly Change[]
  readonly secrets: readonly NewSecret[]
  /** Things that only a person can do or look up, one line each. */
  readonly notes: readonly string[]
  /** Variables of the site, as they are after the changes. */
  readonly variables: () => Readonly<Record<string, string>>
}

/** A part of a plan, of one object at the vendor. */
export type PlanPart = Partial<Omit<Plan, 'variables'>>

/** Compares a vendor's set-up with the one that the site needs. Changes nothing itself. */
export type Provision = {
  /** True if it makes changes. If not, it only says what a person has to do. */
  readonly isAutomatic: boolean
  /** Names of the secrets that it may make. */
  readonly secrets: readonly string[]
  readonly plan: (environment: Environment, tools: ProvisionTools) => Promise<Plan>
  /** A mapping for those who have another service mail the link, as JSON. */
  readonly mapping?: (siteUrl: string) => object
}

/** A set-up that cannot go on, in words for an operator. */
export class ProvisionError extends Error {
  override readonly name = 'ProvisionError'
}
