import { services } from '#server/services.ts'
import { matchRoute, needsShortTokens } from './routes.ts'

/** Looks up the route of a path, as `matchRoute` does, among the pages that this upstream has. */
export function offeredRoute(path: string) {
  const route = matchRoute(path)
  const isMissing =
    route?.kind === 'page' && needsShortTokens(route.path) && !services().upstream.hasShortTokens
  return isMissing ? null : route
}
