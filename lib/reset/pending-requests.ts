/** A recent request, for a link or a token that the upstream sends by itself. */
export type PendingRequest = {
  readonly locale: string
  /** Undefined in a row that an older version stored. */
  readonly cause?: string | undefined
  readonly askedAt?: Date | undefined
}

/** Recent requests. The upstream's own calls and links name the customer, and nothing of the request. */
export interface PendingRequests {
  /** @param names of the customer at the upstream: username or id, in lower case */
  remember(names: readonly string[], request: PendingRequest, seconds: number): Promise<void>
  /** Finds the newest request of a customer. @returns null without a recent one */
  find(name: string): Promise<PendingRequest | null>
}
