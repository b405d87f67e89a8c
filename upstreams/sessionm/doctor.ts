import { ok } from '#lib/check-result.ts'
import { type Doctor, impossibleAddress } from '#upstreams/doctor.ts'
import { type SessionMConfig, sessionm } from './adapter.ts'

/** Checks of SessionM: a search for an address that no customer has. */
export const doctor: Doctor<SessionMConfig> = {
  ids: [],
  variables: {
    url: 'SESSIONM_API_URL',
    secret: 'SESSIONM_API_SECRET',
    account: 'SESSIONM_API_KEY',
  },
  check: async (settings, { fetch }) => {
    await sessionm(settings, fetch).requestReset({ email: impossibleAddress(), locale: 'en' })
    return [
      ok('upstream.reach', 'SessionM answers.'),
      ok('upstream.auth', 'SessionM accepts our credentials for a search.'),
    ]
  },
}
