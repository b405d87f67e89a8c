import { createSafeActionClient } from 'next-safe-action'
import { site } from '#server/services.ts'
import { currentVisit } from './request-context.ts'

/** What every action is made of. A fault reaches the page as the one word `fault`. */
export const actionClient = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  async handleServerError() {
    site().log.error('server_error', { outcome: 'action', requestId: (await currentVisit()).id })
    return 'fault' as const
  },
})
