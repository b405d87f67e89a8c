import type { WellKnownName } from '#server/config/well-known.ts'
import { services } from '#server/services.ts'
import { problemJson } from './responses.ts'

/** Serves a file of `WELL_KNOWN_DIR`. */
export function serveWellKnown(name: WellKnownName): Response {
  const file = services().wellKnown?.[name]
  return file === undefined
    ? problemJson(404, 'There is no such file')
    : new Response(file, { headers: { 'Content-Type': 'application/json' } })
}
