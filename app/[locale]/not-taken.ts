import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { REFUSED } from '#server/http/refused.ts'

/** Why a form that script sent did not get to its action; null for an error of another kind. */
export function notTaken(error: unknown): 'refused' | 'outdated' | null {
  if (unstable_isUnrecognizedActionError(error)) return 'outdated'
  return error instanceof Error && error.message === REFUSED ? 'refused' : null
}
