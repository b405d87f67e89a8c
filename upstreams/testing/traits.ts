import type { Arbitrary } from 'fast-check'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { Scripted } from '#upstreams/testing/scripted-fetch-fixture.ts'

/** A request as the vendor gets it. `body` is undefined if it is not JSON. */
export type Asked = {
  /** The method and the path. */
  readonly call: string
  readonly url: URL
  readonly body: unknown
}

/** A raw link, as a company's own mailer writes it. */
type RawLink = {
  /** Parameters of a good link. */
  readonly example: Readonly<Record<string, string>>
  /** Any good link. The token is its last parameter. */
  readonly any: Arbitrary<{ readonly parameters: object; readonly token: string }>
  /** Reads the token of the link from the token of its ticket. */
  readonly tokenOf: (ticketToken: string) => string
}

/** Facts about an upstream that shared tests need. Nothing has a default. */
export type UpstreamTraits = {
  /** Outcome of a request for a customer, with the environment of the sandbox. */
  readonly known: 'sent' | 'deliver' | 'pending'
  /** Outcome of a request for an unknown address. */
  readonly unknown: 'no-account' | 'pending'
  /** Calls of a request, by their names in the sandbox's journal. */
  readonly requestCalls: readonly string[]
  /** True if it has password rules of its own. */
  readonly hasPasswordRules: boolean
  /** True if its tokens are short enough to be typed. */
  readonly hasShortTokens: boolean
  /** True if it finds the customer by the token alone, ignoring the customer id. */
  readonly tokenNamesCustomer: boolean
  /** Reads the addresses in a request of ours. */
  readonly addressesIn: (asked: Asked) => readonly string[]
  /** Changes a typed text as the adapter does before it sends it. */
  readonly spell: (text: string) => string
  /** The field of a request body that holds the new password. */
  readonly passwordField: string
  /** All calls that customers may cause, by method and path below `/base`, with good answers. */
  readonly answers: readonly (readonly [RegExp, (asked: Asked) => Scripted])[]
  /** A good ticket. */
  readonly ticket: Pick<ResetTicket, 'subject' | 'token'>
  /** Makes tokens of tickets, from values like good ones. */
  readonly proofs: (like: (good: string) => Arbitrary<string>) => Arbitrary<string>
  /** Null if it reads no raw links. */
  readonly rawLink: RawLink | null
}
