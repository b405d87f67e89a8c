import { startTestEnvironment, type TestEnvironment } from '#e2e/system/test-environment.ts'
import { demoEnvironment } from '#scripts/demo-environment.ts'

const COMPANY = 'https://www.marlow.example'

/** Starts the site that the gallery shows, with links to all legal pages. */
export const startGallerySite = (): Promise<TestEnvironment> =>
  startTestEnvironment('sessionm', {
    env: () => ({
      LOG_LEVEL: 'silent',
      PRIVACY_URL: `${COMPANY}/privacy`,
      IMPRINT_URL: `${COMPANY}/imprint`,
      ACCESSIBILITY_URL: `${COMPANY}/accessibility`,
      // The second form of a client is one too many.
      REQUESTS_PER_CLIENT: '1',
    }),
  })

/** Lists the environment of a site. */
export const environmentOf = ({ setting }: TestEnvironment): Record<string, string> => ({
  ...demoEnvironment(setting.upstream, setting),
  ...setting.env,
})
