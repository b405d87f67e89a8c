import * as z from 'zod'
import { type CheckResult, fail, ok, unknown } from '#lib/check-result.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import { type Doctor, type DoctorTools, impossibleAddress } from '#upstreams/doctor.ts'
import { type Fetch, faultOf, join, sendSafe, succeeded } from '#upstreams/http-client.ts'
import { type BetterezConfig, betterez } from './adapter.ts'

const APP = 'BETTEREZ_APP_NAME'

const Refusal = z.object({ code: z.string() })

/** Checks of Betterez: a reset for an address that no customer has, and the application. */
export const doctor: Doctor<BetterezConfig> = {
  ids: ['bz.app'],
  variables: {
    url: 'BETTEREZ_API_URL',
    secret: 'BETTEREZ_API_KEY',
    account: 'BETTEREZ_ACCOUNT_ID',
  },
  check: async (settings, tools) => {
    const account = await checkAccount(settings, tools.fetch)
    return [ok('upstream.reach', 'Betterez answers.'), account, await checkApp(settings, tools)]
  },
}

/** Checks key and account. @throws {UpstreamError} for every other fault */
async function checkAccount(settings: BetterezConfig, fetch: Fetch): Promise<CheckResult> {
  try {
    await betterez(settings, fetch).requestReset({ email: impossibleAddress(), locale: 'en' })
    return ok('upstream.auth', 'Betterez accepts our key and account for a reset.')
  } catch (fault) {
    if (!(fault instanceof UpstreamError) || fault.details.reason !== 'wrong-id') throw fault
    return fail('upstream.auth', 'Betterez knows no such account.', 'BETTEREZ_ACCOUNT_ID')
  }
}

/**
 * Checks that the application exists, and that its links lead to this site.
 * @see https://api.betterez.com/accounts/api-docs-v2
 */
async function checkApp(
  { apiUrl, apiKey, appName }: BetterezConfig,
  { fetch, siteUrl }: DoctorTools,
): Promise<CheckResult> {
  const answer = await sendSafe(fetch, {
    name: 'application',
    method: 'GET',
    url: join(apiUrl, 'accounts', 'applications', 'name', appName),
    headers: { 'x-api-key': apiKey },
  })
  if (answer.status === 401 || answer.status === 403)
    return unknown('bz.app', 'Betterez does not show the application to this key.', APP)
  if (answer.status === 404 && Refusal.safeParse(answer.json).success)
    return fail('bz.app', 'Betterez has no application of this name: it mails other links.', APP)
  if (!succeeded(answer)) throw faultOf(answer)
  const places = endpointsIn(answer.json)
  if (places.length === 0)
    return unknown('bz.app', 'The application shows no request endpoint.', APP)
  const landing = `${siteUrl}/actions`
  return places.some((place) => place.replace(/\/+$/, '') === landing)
    ? ok('bz.app', 'Links of the application lead to this site.')
    : fail('bz.app', 'The request endpoint of the application is not {SITE_URL}/actions/.', APP)
}

/** Lists the URLs of request endpoints in an application, by the names of their fields. */
function endpointsIn(json: unknown, field = ''): string[] {
  if (typeof json === 'string') return /request.?endpoint/i.test(field) && json ? [json] : []
  if (typeof json !== 'object' || json === null) return []
  return Object.entries(json).flatMap(([name, value]) => endpointsIn(value, name))
}
