import { defineConfig } from '@playwright/test'
import { siteUrlVariable } from '#sandbox/site-urls.ts'
import { vendors } from '#sandbox/vendors.ts'
import { browserOptions } from '#scripts/browser.ts'
import { demoEnvironment } from '#scripts/demo-environment.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import type { JourneyOptions } from './e2e/journeys/journey.ts'
import { SANDBOX_URL, SCRIPTS_OFF_URL, siteUrlOf } from './e2e/journeys/places.ts'

/** What the server reads out of links is the same for every page: shown without script. */
const OF_LINKS = '**/{mangled-link,foreign-links}.spec.ts'

/** The upstream of journeys that are the same for every one of them. */
const ONCE_WITH = 'sessionm'

/** Every journey, for every upstream, with script and without, on the production build. */
export default defineConfig<JourneyOptions>({
  testDir: 'e2e/journeys',
  fullyParallel: true,
  // A journey waits for mails as long as it works: two cores keep three going.
  workers: 3,
  forbidOnly: true,
  // A machine that is busy is no failure.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/journeys.json' }]],
  use: { launchOptions: browserOptions() },
  projects: [
    ...UPSTREAM_NAMES.flatMap((upstream) => [
      {
        ...project(upstream, 'with script', { javaScriptEnabled: true, runsScript: true }),
        testIgnore: OF_LINKS,
      },
      project(upstream, 'without script', { javaScriptEnabled: false, runsScript: false }),
    ]),
    {
      ...project(ONCE_WITH, 'with script forbidden', {
        javaScriptEnabled: true,
        runsScript: false,
        baseURL: SCRIPTS_OFF_URL,
      }),
      // So is what it counts.
      testIgnore: [OF_LINKS, '**/{too-many-requests,unknown-*}.spec.ts'],
    },
  ],
  webServer: [
    {
      command: 'node sandbox/main.ts',
      url: SANDBOX_URL,
      env: {
        SANDBOX_PORT: new URL(SANDBOX_URL).port,
        ...Object.fromEntries(
          UPSTREAM_NAMES.map((upstream) => [siteUrlVariable(upstream), siteUrlOf(upstream)]),
        ),
      },
    },
    ...UPSTREAM_NAMES.map((upstream) => server(upstream, siteUrlOf(upstream))),
    server(ONCE_WITH, SCRIPTS_OFF_URL, { SCRIPTS: 'off' }),
  ],
})

/** All the journeys of one upstream, in one kind of browser. */
function project(
  upstream: UpstreamName,
  how: string,
  use: { javaScriptEnabled: boolean; runsScript: boolean; baseURL?: string },
) {
  const { traits } = vendors[upstream]
  const left = [
    ...(upstream === ONCE_WITH ? [] : ['@once']),
    ...(use.runsScript ? [] : ['@script']),
    ...(traits.hasPasswordRules ? [] : ['@password-rules']),
    ...(traits.rawLink ? [] : ['@raw-links']),
  ]
  return {
    name: `${upstream} ${how}`,
    ...(left.length > 0 && { grepInvert: new RegExp(`(${left.join('|')})\\b`) }),
    use: { upstream, baseURL: siteUrlOf(upstream), ...use },
  }
}

function server(upstream: UpstreamName, siteUrl: string, own: Record<string, string> = {}) {
  return {
    command: 'node .next/standalone/server.js',
    url: `${siteUrl}/readyz`,
    env: {
      ...demoEnvironment(upstream, { siteUrl, sandboxUrl: SANDBOX_URL }),
      TRUSTED_PROXY_HOPS: '1',
      ...own,
    },
  }
}
