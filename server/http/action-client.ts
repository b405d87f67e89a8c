import { createSafeActionClient } from 'next-safe-action'
import { services } from '#server/services.ts'
import { getRequestContext } from './request-context.ts'

/** The client of all server actions. An error reaches the page as the code `fault`, without details. */
export const actionClient = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  async handleServerError() {
    services().log.error('server_error', {
      outcome: 'action',
      requestId: (await getRequestContext()).id,
    })
    return 'fault' as const
  },
})
