import { type CheckResult, fail, ok, unknown, warn } from '#lib/check-result.ts'
import { isTrusted } from '#lib/client-address.ts'
import { parseJson } from '#lib/read-body.ts'
import type { Sealer } from '#lib/sealer.ts'
import type { Config } from '#server/config/config.ts'
import { hiddenFields } from '#server/http/hidden-fields.ts'
import { makeProbe, PROBE_HEADER, viewSchema } from '#server/http/probe.ts'
import { impossibleAddress } from '#upstreams/doctor.ts'
import type { Fetch } from '#upstreams/http-client.ts'

const TIMEOUT_MS = 8_000
const MAX_REDIRECTS = 3
const URL_NAME = 'SITE_URL'

type Site = Pick<Config, 'siteUrl' | 'trustedProxies' | 'brand' | 'store'>

const send = (fetch: Fetch, url: string, init: RequestInit = {}): Promise<Response | null> =>
  fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => null,
  )

/** Gets a page as a browser does. @returns the answer, and the URL that it came from; null without an answer */
async function browse(fetch: Fetch, start: string) {
  let url = start
  for (let redirects = 0; ; redirects += 1) {
    const answer = await send(fetch, url, { headers: { accept: 'text/html' } })
    const target = answer?.headers.get('location')
    if (!answer || !target || redirects === MAX_REDIRECTS) return answer && { answer, url }
    url = new URL(target, url).href
  }
}

/** The address to type, by default one that no customer has; and a probe, which names the request. */
type Typed = { readonly email?: string; readonly probe?: string }

/** Sends the form at `SITE_URL` as a browser without JavaScript does. */
export async function postForm(
  fetch: Fetch,
  { siteUrl, store }: Site,
  { email = impossibleAddress(), probe }: Typed = {},
): Promise<CheckResult> {
  const id = 'site.form'
  const page = await browse(fetch, `${siteUrl}/forgot-password`)
  if (!page) return fail(id, 'Nothing answers at SITE_URL.', URL_NAME)
  const { origin } = new URL(page.url)
  if (origin !== siteUrl)
    return fail(id, 'SITE_URL leads on to another host, whose forms are refused.', URL_NAME)
  const fields = hiddenFields(await page.answer.text())
  if (fields.length === 0)
    return fail(id, `No form of this site is at SITE_URL (${page.answer.status}).`, URL_NAME)
  const body = new FormData()
  for (const [name, value] of [...fields, ['email', email] as const]) body.append(name, value)
  const answer = await send(fetch, page.url, {
    method: 'POST',
    body,
    headers: { accept: 'text/html', origin, ...(probe && { [PROBE_HEADER]: probe }) },
  })
  await answer?.body?.cancel()
  if (answer?.status === 303 && answer.headers.get('location')?.endsWith('/forgot-password/sent'))
    return ok(id, 'The form is accepted from a browser without JavaScript.')
  switch (answer?.status) {
    case 403:
      return fail(id, "The site refuses the form as another site's.", URL_NAME)
    case 429:
      return fail(id, 'Too many forms: all customers may share one limit.', 'TRUSTED_PROXY_HOPS')
    case 503:
    case 200:
      return fail(
        id,
        'The site cannot take requests now: look at its database.',
        store.kind === 'server' ? 'DATABASE_URL' : 'DATA_DIR',
      )
    default:
      return fail(id, `The form is answered with ${answer?.status ?? 'nothing'}.`, URL_NAME)
  }
}

/** Compares the proxies that the site believes with those that a request passed. */
export async function checkProxies(
  fetch: Fetch,
  { siteUrl, trustedProxies: trusted }: Site,
  sealer: Sealer,
): Promise<CheckResult> {
  const id = 'proxy.hops'
  const variable = trusted.kind === 'hops' ? 'TRUSTED_PROXY_HOPS' : 'TRUSTED_PROXIES'
  const answer = await send(fetch, `${siteUrl}/healthz`, {
    headers: { [PROBE_HEADER]: makeProbe(sealer) },
  })
  if (!answer) return unknown(id, 'Nothing answers at SITE_URL.')
  const view = viewSchema.safeParse(parseJson(await answer.text())).data
  if (!view) return unknown(id, 'Another site answers, or one with other keys.', 'SITE_SECRET')
  const { forwarded, client, isIgnored } = view
  const proxies = `${forwarded} ${forwarded === 1 ? 'proxy' : 'proxies'}`
  if (isIgnored)
    return fail(
      id,
      `The request passed ${proxies}; none is believed: all customers share limits.`,
      variable,
    )
  if (trusted.kind === 'networks')
    return isTrusted(client, trusted.networks)
      ? warn(id, 'The site sees a trusted proxy where the client should be.', variable)
      : ok(id, `The request passed ${proxies}, and the client is told apart.`)
  if (forwarded === trusted.hops) return ok(id, `The request passed ${proxies}, as configured.`)
  return forwarded > trusted.hops
    ? fail(id, `The request passed ${proxies}, and ${trusted.hops} are believed.`, variable)
    : warn(
        id,
        `The request passed ${proxies}, and ${trusted.hops} are believed: clients could invent addresses.`,
        variable,
      )
}

/** Checks that the shop leads password managers to this site. @see https://www.w3.org/TR/change-password-url/ */
export async function checkWellKnown(fetch: Fetch, { siteUrl, brand }: Site): Promise<CheckResult> {
  const id = 'well-known'
  if (!brand.signInUrl) return unknown(id, 'The shop is not known.', 'SIGN_IN_URL')
  const answer = await send(fetch, `${new URL(brand.signInUrl).origin}/.well-known/change-password`)
  const target = answer?.headers.get('location') ?? ''
  await answer?.body?.cancel()
  return URL.canParse(target) && new URL(target).origin === siteUrl
    ? ok(id, "The shop's /.well-known/change-password leads here.")
    : warn(id, "The shop's /.well-known/change-password does not lead here.", 'SIGN_IN_URL')
}
