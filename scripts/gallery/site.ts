import { startTestEnvironment, type TestEnvironment } from '#e2e/system/test-environment.ts'
import { vendors } from '#sandbox/vendors.ts'
import { demoEnvironment } from '#scripts/demo/demo-environment.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

const COMPANY = 'https://www.company.example'

/** Upstream of the gallery: the one with most pages, because its codes can be typed. */
const UPSTREAM = 'elastic-path'

/** Name of the company whose pages the gallery shows. */
export const BRAND_NAME = vendors[UPSTREAM].shop.owner

const start = (upstream: UpstreamName, own: Record<string, string> = {}) =>
  startTestEnvironment(upstream, {
    env: () => ({
      LOG_LEVEL: 'silent',
      PRIVACY_URL: `${COMPANY}/privacy`,
      IMPRINT_URL: `${COMPANY}/imprint`,
      ACCESSIBILITY_URL: `${COMPANY}/accessibility`,
      // The second form of a client is one too many.
      REQUESTS_PER_CLIENT: '1',
      ...own,
    }),
  })

/** Starts the site that the gallery shows, with links to all legal pages. */
export const startGallerySite = (): Promise<TestEnvironment> => start(UPSTREAM)

/** Starts a site that takes a customer number as well as an address. */
export const startNumberSite = (): Promise<TestEnvironment> =>
  start('betterez', { BETTEREZ_ACCEPTS_CUSTOMER_NUMBER: 'true' })

/** Lists the environment of a site. */
export const environmentOf = ({ setting }: TestEnvironment): Record<string, string> => ({
  ...demoEnvironment(setting.upstream, setting),
  ...setting.env,
})
