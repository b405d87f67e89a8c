import { Fault, type FaultArguments, type FaultDetails } from '#lib/fault-reason.ts'

/** Whose password, and the upstream's proof that they may change it. */
export type ResetTicket = {
  /** The upstream's id of the customer. */
  readonly subject: string
  /** What the upstream gave as proof. Opaque outside the vendor's file, and secret. */
  readonly token: string
  /** The address that the upstream holds for the customer; null when it has not told us. */
  readonly email: string | null
}

/** What became of a request: decides who writes to the customer, and is never shown to them. */
export type RequestOutcome =
  | { kind: 'sent' }
  | { kind: 'deliver'; to: string; ticket: ResetTicket }
  | { kind: 'pending' }
  | { kind: 'no-account' }

/** What became of a change. Whoever may try again is given the ticket to do it with. */
export type ResetOutcome =
  | { kind: 'changed'; email: string | null }
  | { kind: 'link-invalid' }
  | { kind: 'password-refused'; retry: ResetTicket }
  /** Sent, and no answer that can be believed: it may have worked. */
  | { kind: 'unconfirmed'; retry: ResetTicket; details?: FaultDetails }
  /** The upstream failed after the link's token was exchanged: only this ticket can go on. */
  | { kind: 'interrupted'; retry: ResetTicket; fault: UpstreamError }

/** What is wrong with a call to our webhook. */
export type WebhookRefusal = 'secret' | 'media-type' | 'too-large' | 'malformed'

/** What a call to our webhook turned out to be. */
export type WebhookOutcome =
  | { kind: 'refused'; reason: WebhookRefusal }
  /** Genuine, and nothing to us: another event, purpose, realm or profile. */
  | { kind: 'ignored' }
  | {
      kind: 'token'
      eventId: string
      to: string
      /** The name that the request was made with, as the vendor writes it. */
      username: string
      ticket: ResetTicket
      issuedAt: Date
    }

/** One system that holds customer accounts. Faults are thrown as {@link UpstreamError}. */
export interface Upstream {
  /** The value of `UPSTREAM`. */
  readonly name: string
  /** How long a token of this upstream can be used after its issue, in seconds. */
  readonly tokenLifetime: number
  /** Its tokens are short enough to be guessed: tries are counted for a customer, not for a link. */
  readonly hasShortTokens: boolean
  /** Asks for a reset. `email` is as the customer typed it, without surrounding space. */
  requestReset(request: { email: string; locale: string }): Promise<RequestOutcome>
  /** Spends the token. Called on submit only, never to show a page. */
  resetPassword(ticket: ResetTicket, password: string): Promise<ResetOutcome>
  /** Recognises a raw link of this vendor; `query` is already mended of what mail programs do. */
  readLink?(query: URLSearchParams): ResetTicket | null
  /** Upstreams that push tokens to us: authenticates the call and reads it. */
  readWebhook?(request: Request): Promise<WebhookOutcome>
  /** The headers that it reads of such a call, in lower case, besides those of every request. */
  readonly webhookHeaders?: readonly string[]
}

/**
 * `unreachable`: no answer came · `misconfigured`: our credentials or settings are refused, an
 * operator must act · `busy`: it asks us to come back later · `unexpected`: an answer that its
 * documentation does not allow, or a failure of its own.
 */
export type UpstreamFault = 'unreachable' | 'misconfigured' | 'busy' | 'unexpected'

/** The upstream failed us through no fault of the customer. */
export class UpstreamError extends Fault {
  override readonly name = 'UpstreamError'
  readonly reason: UpstreamFault

  constructor(reason: UpstreamFault, ...fault: FaultArguments) {
    super(...fault)
    this.reason = reason
  }
}
