import { type IncomingMessage, request } from 'node:http'
import type { TrustedProxies } from '#lib/client-address.ts'
import { serve } from '#lib/serve-fixture.ts'
import { sanitizeRequest } from './sanitize-request.ts'

type Seen = Pick<IncomingMessage, 'url' | 'method' | 'headers'>

/** Id of a genuine probe. */
export const PROBED = '6b0b7d5e-0b0f-4c5e-9a39-1c3f4e1d2a10'
const readProbe = (header: unknown) => (header === 'genuine' ? PROBED : null)

/** Sends a request through the sanitizer. @returns the request as Next gets it */
export const arriving = async (
  path: string,
  headers: Record<string, string | string[]>,
  trusted: number | string[] = 0,
  method = 'GET',
): Promise<Seen> => {
  const site = new URL('https://account.example.com')
  const seen = Promise.withResolvers<Seen>()
  const origin = await serve((message, response) => {
    const trustedProxies: TrustedProxies =
      typeof trusted === 'number'
        ? { kind: 'hops', hops: trusted }
        : { kind: 'networks', networks: trusted }
    const rules = { site, trustedProxies, locales: ['en', 'es', 'he'], readProbe } as const
    sanitizeRequest(message, { ...rules, headers: ['x-vendor-secret'] })
    seen.resolve(message)
    response.end()
  })
  request(origin, { path, headers, method }).on('error', seen.reject).end()
  return seen.promise
}
