import { defineConfig } from '@playwright/test'
import { browserOptions } from '#scripts/browser.ts'
import { demoEnvironment } from '#scripts/demo-environment.ts'
import type { JourneyOptions } from './e2e/journey.ts'
import { SANDBOX_URL, SITE_URLS } from './e2e/places.ts'
import { UPSTREAM_NAMES } from './lib/upstream/upstream.ts'

/** Every journey, for every upstream, with script and without, on the production build. */
export default defineConfig<JourneyOptions>({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 45_000,
  expect: { timeout: 15_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/journeys.json' }]],
  use: { launchOptions: browserOptions() },
  projects: UPSTREAM_NAMES.flatMap((upstream) =>
    [true, false].map((javaScriptEnabled) => ({
      name: `${upstream} ${javaScriptEnabled ? 'with' : 'without'} script`,
      grepInvert: tagged([
        ...UPSTREAM_NAMES.filter((name) => name !== upstream),
        ...(javaScriptEnabled ? [] : ['script']),
      ]),
      use: { upstream, javaScriptEnabled, baseURL: SITE_URLS[upstream] },
    })),
  ),
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
    ...UPSTREAM_NAMES.map((upstream) => ({
      command: 'node .next/standalone/server.js',
      url: `${SITE_URLS[upstream]}/readyz`,
      env: {
        ...demoEnvironment(upstream, { siteUrl: SITE_URLS[upstream], sandboxUrl: SANDBOX_URL }),
        TRUSTED_PROXY_HOPS: '1',
      },
    })),
  ],
})

/** The journeys that a project leaves out: those of other upstreams, and those that need script. */
function tagged(names: string[]): RegExp {
  return new RegExp(names.map((name) => `@${name}\\b`).join('|'))
}
