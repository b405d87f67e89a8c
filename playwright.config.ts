import { defineConfig } from '@playwright/test'
import { browserOptions } from '#scripts/browser.ts'
import { demoEnvironment } from '#scripts/demo-environment.ts'
import type { JourneyOptions } from './e2e/journeys/journey.ts'
import { SANDBOX_URL, SCRIPTS_OFF_URL, SITE_URLS } from './e2e/journeys/places.ts'
import { UPSTREAM_NAMES, type UpstreamName } from './lib/reset/upstream.ts'

/** What the server reads out of links is the same for every page: shown without script. */
const OF_LINKS = '**/{mangled-link,foreign-links}.spec.ts'

/** Every journey, for every upstream, with script and without, on the production build. */
export default defineConfig<JourneyOptions>({
  testDir: 'e2e',
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
      ...project('sessionm', 'with script forbidden', {
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
        BETTEREZ_SITE_URL: SITE_URLS.betterez,
        SESSIONM_SITE_URL: SITE_URLS.sessionm,
        ELASTIC_PATH_SITE_URL: SITE_URLS['elastic-path'],
      },
    },
    ...UPSTREAM_NAMES.map((upstream) => server(upstream, SITE_URLS[upstream])),
    server('sessionm', SCRIPTS_OFF_URL, { SCRIPTS: 'off' }),
  ],
})

/** All the journeys of one upstream, in one kind of browser. */
function project(
  upstream: UpstreamName,
  how: string,
  use: { javaScriptEnabled: boolean; runsScript: boolean; baseURL?: string },
) {
  const others = UPSTREAM_NAMES.filter((name) => name !== upstream)
  return {
    name: `${upstream} ${how}`,
    grepInvert: tagged([...others, ...(use.runsScript ? [] : ['script'])]),
    use: { upstream, baseURL: SITE_URLS[upstream], ...use },
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

/** The journeys that a project leaves out: those of other upstreams, and those that need script. */
function tagged(names: string[]): RegExp {
  return new RegExp(names.map((name) => `@${name}\\b`).join('|'))
}
