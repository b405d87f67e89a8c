import { defineConfig } from '@playwright/test'
import { browserOptions } from '#e2e/browser.ts'
import { siteUrlVariable } from '#sandbox/site-urls.ts'
import { vendors } from '#sandbox/vendors.ts'
import { demoEnvironment } from '#scripts/demo/demo-environment.ts'
import { UPSTREAM_NAMES, type UpstreamName } from '#upstreams/registry.ts'
import type { JourneyOptions } from './e2e/journeys/journey.ts'
import { SANDBOX_URL, SCRIPTS_OFF_URL, siteUrlOf } from './e2e/journeys/places.ts'

/** Journeys about links. The server reads them, so they run without JavaScript only. */
const OF_LINKS = '**/{mangled-link,foreign-links}.spec.ts'

/** Upstream of journeys that are the same for all upstreams. */
const ONCE_WITH = 'sessionm'

/** Runs all journeys for each upstream, with and without JavaScript, on the production build. */
export default defineConfig<JourneyOptions>({
  testDir: 'e2e/journeys',
  fullyParallel: true,
  // Journeys mostly wait for mails, so two cores run three.
  workers: 3,
  forbidOnly: true,
  // Long enough for a busy machine.
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
      // Limits, languages and answers about addresses do not depend on this setting either.
      testIgnore: [OF_LINKS, '**/{too-many-requests,languages,unknown-*}.spec.ts'],
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

/** Makes the project of one upstream and one kind of browser. */
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
    ...(traits.hasShortTokens ? [] : ['@codes']),
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
