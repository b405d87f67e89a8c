/** The store is unusable, and retrying does not help: an operator has to act. */
export class UnusableStoreError extends Error {
  override readonly name = 'UnusableStoreError'
}

/** The database is not available. Nothing was stored. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}
