import type { CheckResult } from '#lib/check-result.ts'
import { createSealer } from '#lib/sealer.ts'
import { RESEND_API_KEY } from '#sandbox/credentials.ts'
import { json, openSandbox, SITE } from '#sandbox/fixture.ts'
import { vendors } from '#sandbox/vendors.ts'
import { readConfig } from '#server/config/config.ts'
import { shared } from '#server/config/config-fixture.ts'
import { KNOWN, type OpenStoreReport } from '#server/store/store-report.ts'
import type { UpstreamName } from '#upstreams/registry.ts'
import { checkSite } from './checks.ts'

const SANDBOX = 'https://sandbox.example'

/** A database in good order. */
const HEALTHY: OpenStoreReport = {
  ...{ canCreate: true, isReadOnly: false, ...KNOWN },
  ...{ mailsThisHour: 0, oldestDueSeconds: 0, deadLetters: 0, jobs: [] },
}

/** A view of a request that came by one proxy, which is believed. */
const ONE_PROXY = { forwarded: 1, client: '198.51.100.1', isIgnored: false }

/** Differences from a site that is well. */
export type SiteFault = {
  readonly env?: Readonly<Record<string, string>>
  readonly report?: Partial<typeof HEALTHY> | { code: string } | null
  /** Answers of the site by method and path; others are those of a site that is well. */
  readonly site?: Readonly<Record<string, () => Response | Promise<Response>>>
  /** Seconds by which this machine's clock is ahead. */
  readonly aheadSeconds?: number
}

const FORM = '<form><input type="hidden" name="$ACTION_ID_1"/><input name="email"/></form>'

const siteAnswers: SiteFault['site'] = {
  'GET /forgot-password': () => new Response(FORM),
  'POST /forgot-password': () =>
    new Response(null, { status: 303, headers: { location: '/forgot-password/sent' } }),
  'GET /healthz': () => Response.json(ONE_PROXY),
}

const wellKnown = () =>
  new Response(null, { status: 302, headers: { location: `${SITE}/forgot-password` } })

/** Opens a sandbox, and a doctor of sites that use it. */
export function openChecks() {
  const sandbox = openSandbox()

  /** Runs the doctor on a site. @returns its results by id */
  async function runChecks(
    upstream: UpstreamName,
    { env = {}, report = {}, site = {}, aheadSeconds = 0 }: SiteFault = {},
  ) {
    const environment = {
      ...shared,
      UPSTREAM: upstream,
      SITE_URL: SITE,
      SIGN_IN_URL: 'https://shop.example/account',
      TRUSTED_PROXY_HOPS: '1',
      RESEND_API_KEY,
      RESEND_BASE_URL: `${SANDBOX}/resend`,
      MAIL_FROM: 'Shop <hello@mail.example>',
      ...vendors[upstream].environment(`${SANDBOX}/${upstream}`),
      ...env,
    }
    const config = readConfig(environment)
    const answer = async (url: URL, init: RequestInit | undefined): Promise<Response> => {
      if (url.hostname === 'shop.example') return wellKnown()
      const own = `${init?.method ?? 'GET'} ${url.pathname}`
      if (url.origin === SITE) return { ...siteAnswers, ...site }[own]?.() ?? new Response('')
      if (url.origin !== SANDBOX) throw new TypeError('no such host')
      const response = await sandbox.request(url.pathname + url.search, init)
      response.headers.set('date', new Date(Date.now() - aheadSeconds * 1000).toUTCString())
      return response
    }
    const results = await checkSite({
      config,
      environment,
      sealer: createSealer(config.secrets, upstream),
      fetch: (input, init) => answer(new URL(String(input)), init),
      readStore: async () =>
        report === null || 'code' in report ? report : { ...HEALTHY, ...report },
    })
    return Object.fromEntries(results.map((result) => [result.id, result])) as Record<
      string,
      CheckResult
    >
  }

  return {
    runChecks,
    /** Puts the store of Elastic Path into a state. */
    putStore: (state: string, mayWrite = true) =>
      sandbox.request('/elastic-path/store', json('PUT', { state, mayWrite })),
    sandbox,
  }
}
