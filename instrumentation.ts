import type { Instrumentation } from 'next'

/** Starts the server once, before the first request. Ends the process if the configuration is unusable. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('#server/boot.ts')
    await boot()
  }
}

/** Logs an error that Next caught, by its id only: its message may hold personal data or secrets. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { services } = await import('#server/services.ts')
    const digest = (error as { digest?: unknown } | null)?.digest
    const requestId = request.headers['x-request-id']
    services().log.error('server_error', {
      ...(typeof digest === 'string' && { digest }),
      ...(typeof requestId === 'string' && { requestId }),
    })
  }
}
