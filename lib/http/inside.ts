import { randomUUID } from 'node:crypto'

/** Says that a request for a page comes from this process, which wants it as it is. */
export const INSIDE_HEADER = 'x-inside'

const shared = globalThis as typeof globalThis & { passwordResetInside?: string }

/** What that header has to hold: nobody else knows it. */
export const insideKey = (): string => {
  shared.passwordResetInside ??= randomUUID()
  return shared.passwordResetInside
}
