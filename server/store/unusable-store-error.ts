/** The store cannot be used, and trying again does not help: an operator has to act. */
export class UnusableStoreError extends Error {
  override readonly name = 'UnusableStoreError'
}
