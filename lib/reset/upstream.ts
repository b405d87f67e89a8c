import { Fault, type FaultArguments, type FaultDetails } from '#lib/fault-reason.ts'

/** A customer, and the upstream's token that lets their password be changed. */
export type ResetTicket = {
  /** The upstream's id of the customer, or the username where a raw link has only that. */
  readonly subject: string
  /** Token of the upstream, or what it was exchanged for. Secret, and opaque outside its adapter. */
  readonly token: string
  /** The customer's address at the upstream; null if unknown. */
  readonly email: string | null
}

/** Outcome of a request: decides who mails the customer. It is never shown to them. */
export type RequestOutcome =
  /** The upstream mails a link of its own; `subject` is its id of the customer, if it is known. */
  | { kind: 'sent'; subject?: string }
  | { kind: 'deliver'; to: string; ticket: ResetTicket }
  | { kind: 'pending' }
  | { kind: 'no-account' }

/** Outcome of a change. `retry` is the ticket for the next try. */
export type ResetOutcome =
  /** `subject` is the id of the customer, if the ticket has only a username. */
  | { kind: 'changed'; email: string | null; subject?: string }
  | { kind: 'link-invalid' }
  | { kind: 'password-refused'; retry: ResetTicket }
  /** The change was sent, but no clear answer came: it may have worked. */
  | { kind: 'unconfirmed'; retry: ResetTicket; details?: FaultDetails }
  /** The upstream failed. `retry` still works: a link's token may have been exchanged before. */
  | { kind: 'interrupted'; retry: ResetTicket; fault: UpstreamError }

/** Reason to refuse a call of our webhook. */
export type WebhookRefusal = 'secret' | 'media-type' | 'too-large' | 'malformed'

/** Result of reading a call of our webhook. */
export type WebhookOutcome =
  | { kind: 'refused'; reason: WebhookRefusal }
  /** Genuine, but about something else: another event, purpose, realm or profile. */
  | { kind: 'ignored' }
  | {
      kind: 'token'
      eventId: string
      to: string
      /** Username of the request, as the vendor writes it. */
      username: string
      ticket: ResetTicket
      /** The token as customers can type it; null if it is too long for that. */
      code: string | null
      issuedAt: Date
    }

/** A system with customer accounts. @throws {UpstreamError} from every asynchronous method */
export interface Upstream {
  /** The value of `UPSTREAM`. */
  readonly name: string
  /** Lifetime of a token after its issue, in seconds. */
  readonly tokenLifetimeSeconds: number
  /** True if its tokens can be guessed: tries are then counted per customer instead of per link. */
  readonly hasShortTokens: boolean
  /** True if a change ends the customer's sessions on other devices, by the vendor's documents. */
  readonly endsSessions: boolean
  /** True if customers can type a customer number instead of an address. Default: no. */
  readonly acceptsCustomerNumber?: boolean
  /**
   * Asks for a reset. `email` is as the customer typed it, without surrounding space: an address, or a
   * customer number where those are accepted.
   */
  requestReset(request: { email: string; locale: string }): Promise<RequestOutcome>
  /** Spends the token. Called on submit only, never to show a page. */
  resetPassword(ticket: ResetTicket, password: string): Promise<ResetOutcome>
  /** Reads a raw link of this vendor from its repaired query. @returns null for another link */
  readLink?(query: URLSearchParams): ResetTicket | null
  /** Authenticates and reads a call of the webhook, for an upstream that pushes tokens. */
  readWebhook?(request: Request): Promise<WebhookOutcome>
  /** Headers that `readWebhook` needs, in lower case, besides those of every request. */
  readonly webhookHeaders?: readonly string[]
}

/**
 * `unreachable`: no answer came · `misconfigured`: our credentials or settings are refused, an
 * operator must act · `busy`: it asks us to retry later · `unexpected`: an answer that its documentation
 * does not allow, or an error of its own.
 */
export type UpstreamFault = 'unreachable' | 'misconfigured' | 'busy' | 'unexpected'

/** A failure of the upstream, not a mistake of the customer. */
export class UpstreamError extends Fault {
  override readonly name = 'UpstreamError'
  readonly kind: UpstreamFault

  constructor(kind: UpstreamFault, ...fault: FaultArguments) {
    super(...fault)
    this.kind = kind
  }
}
