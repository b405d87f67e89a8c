import type { Arbitrary } from 'fast-check'
import type { ResetTicket } from '#lib/reset/upstream.ts'
import type { Scripted } from '#upstreams/testing/scripted-fetch-fixture.ts'

/** A request as the vendor gets it; `body` is undefined where it is not JSON. */
export type Asked = {
  /** The method and the path. */
  readonly call: string
  readonly url: URL
  readonly body: unknown
}

/** A link in the vendor's own format, as a company's own mailer writes it. */
type RawLink = {
  /** Parameters of a good link. */
  readonly example: Readonly<Record<string, string>>
  /** Any good link; the token comes last. */
  readonly any: Arbitrary<{ readonly parameters: object; readonly token: string }>
  /** Reads the token of the link out of the ticket's. */
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
  /** Whether it refuses passwords by rules of its own. */
  readonly hasPasswordRules: boolean
  /** Whether a token alone says whose password changes, whatever customer id comes with it. */
  readonly tokenNamesCustomer: boolean
  /** Reads the address that a request of ours is about. */
  readonly addressesIn: (asked: Asked) => readonly string[]
  /** Turns a typed text into the spelling that is sent. */
  readonly spell: (text: string) => string
  /** The field of a request body that holds the new password. */
  readonly passwordField: string
  /** All calls that its customers may cause, by method and path below `/base`, with good answers. */
  readonly answers: readonly (readonly [RegExp, (asked: Asked) => Scripted])[]
  /** A good ticket. */
  readonly ticket: Pick<ResetTicket, 'subject' | 'token'>
  /** Tokens of tickets that may be sealed, each made of values like good ones. */
  readonly proofs: (like: (good: string) => Arbitrary<string>) => Arbitrary<string>
  /** Null where it reads no raw links. */
  readonly rawLink: RawLink | null
}
