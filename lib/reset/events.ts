import { Fault } from '#lib/fault-reason.ts'

/** Types of events for the company's own programs. */
export const EVENT_TYPES = ['password.changed', 'reset.not_me'] as const

/** An event for the company's own programs. It holds no address and no token. */
export type SiteEvent = {
  readonly type: (typeof EVENT_TYPES)[number]
  readonly occurredAt: Date
  /** The upstream's id of the customer; undefined if only their address is known. */
  readonly customerId?: string | undefined
  /** Id of the customer's request, if it is known. */
  readonly cause?: string | undefined
}

/** Sends events to the company's own program. */
export interface EventSender {
  /**
   * @param id the same for every attempt at one event
   * @throws {EventError} to be sent again
   */
  send(event: SiteEvent, id: string): Promise<void>
}

/** An event was not accepted. */
export class EventError extends Fault {
  override readonly name = 'EventError'
}
