import type { Instrumentation } from 'next'

/** Runs once, before the first request: the configuration is read, or the process ends. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { boot } = await import('#server/boot.ts')
    await boot()
  }
}

/** Puts an error that Next caught into the log, by its id only: a message may hold anything. */
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
