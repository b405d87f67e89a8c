/** Where the journeys' programs listen: beside a demo, not in its way. */
export const SANDBOX_URL = 'http://localhost:4100'

export const SITE_URLS = {
  betterez: 'http://localhost:3101',
  sessionm: 'http://localhost:3102',
  'elastic-path': 'http://localhost:3103',
} as const

/** A site whose operator wants no script, with SessionM as its upstream. */
export const SCRIPTS_OFF_URL = 'http://localhost:3104'
