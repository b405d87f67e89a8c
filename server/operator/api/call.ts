import type { Services } from '#lib/reset/services.ts'
import type { ApiKey } from '#server/config/api.ts'
import type { App } from '#server/services.ts'

/** Services that the API needs. */
export type ApiServices = Services & {
  readonly config: Pick<App['config'], 'api' | 'locales' | 'limits' | 'siteUrl'>
  readonly store: Pick<App['store'], 'requests' | 'progress'>
}

/** A call of the API with a key. */
export type ApiCall = {
  readonly app: ApiServices
  readonly key: ApiKey
  readonly request: Request
  /** Id of the call in the log. */
  readonly id: string
  /** Variable part of the path; empty in a path without one. */
  readonly parameter: string
}
