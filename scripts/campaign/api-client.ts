import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { parseRetryAfter } from '#upstreams/http-client.ts'
import { CampaignError } from './campaign-error.ts'

/** URL of the site, and the key of its API. */
export type Access = { readonly siteUrl: string; readonly key: string }

/** Times of the steps of a reset, as the API reports them. */
const stateSchema = z.object({
  state: z.string(),
  reason: z.string().optional(),
  times: z.record(z.string(), z.string()),
})

/** State of a reset, as the API reports it. */
export type State = z.infer<typeof stateSchema>

/** The API of a site. It waits while the site is busy or down. */
export type ApiClient = ReturnType<typeof apiClient>

/** Time for which a site that does not answer is tried again. */
const PATIENCE_MS = 10 * 60_000

const TIMEOUT_MS = 30_000

const keySchema = z.object({ seesAccounts: z.boolean() })
const causeSchema = z.object({ cause: z.string() })
const docSchema = z.object({
  paths: z.object({
    '/api/reset-requests': z.object({
      post: z.object({ 'x-invitations-per-hour': z.number() }),
    }),
  }),
})

type Options = {
  readonly signal: AbortSignal
  readonly onWait?: (why: string) => void
  readonly fetch?: typeof globalThis.fetch
}

/**
 * Creates a client of the API.
 * @param signal ends waiting; a call that is on its way is finished
 * @param onWait is called with the reason when it begins to wait for a site that fails
 * @throws {CampaignError} from every method, when an operator has to act
 */
export function apiClient(
  { siteUrl, key }: Access,
  { signal, onWait = () => {}, fetch = globalThis.fetch }: Options,
) {
  let pausedUntilMs = 0
  let isWaiting = false

  /** Waits until the site is free again. @throws {CampaignError} when the campaign is stopped */
  async function waitForSite(): Promise<void> {
    const restMs = pausedUntilMs - Date.now()
    if (restMs <= 0) return
    await sleep(restMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) throw new CampaignError('The campaign was stopped.')
  }

  /** Sends a call once. @returns null without an answer */
  async function exchange(path: string, body?: object): Promise<Response | null> {
    const timeout = new AbortController()
    // `AbortSignal.timeout` would keep the memory of each call until its time is over.
    const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS)
    try {
      return await fetch(`${siteUrl}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: timeout.signal,
      })
    } catch {
      return null
    } finally {
      clearTimeout(timer)
    }
  }

  /** Calls the API until it answers. @throws {CampaignError} when it fails for long */
  async function call(path: string, body?: object): Promise<Response> {
    let failingSinceMs: number | null = null
    for (let tries = 0; ; tries += 1) {
      await waitForSite()
      const answer = await exchange(path, body)
      if (answer && (answer.status < 500 || answer.status === 501) && answer.status !== 429) {
        isWaiting = false
        return answer
      }
      const why = answer ? `The site answers ${answer.status}.` : 'The site does not answer.'
      failingSinceMs = answer?.status === 429 ? null : (failingSinceMs ?? Date.now())
      if (failingSinceMs !== null && Date.now() - failingSinceMs > PATIENCE_MS) {
        throw new CampaignError(why)
      }
      if (failingSinceMs !== null && !isWaiting) onWait(why)
      isWaiting ||= failingSinceMs !== null
      await answer?.body?.cancel()
      const asked = parseRetryAfter(answer?.headers.get('retry-after') ?? null)
      const waitSeconds = asked ?? Math.min(60, 2 ** tries)
      // All calls wait: the site is busy for each of them.
      pausedUntilMs = Math.max(pausedUntilMs, Date.now() + waitSeconds * 1000)
    }
  }

  return {
    /** Reads how many invitations the site sends in an hour. */
    async invitationsPerHour(): Promise<number> {
      const answer = await call('/api/openapi.json')
      if (answer.status === 404) throw new CampaignError('The site has no API: set API_KEYS there.')
      const doc = docSchema.safeParse(await answer.json().catch(() => null)).data
      if (!doc) throw new CampaignError('SITE_URL is not a site with this API.')
      return doc.paths['/api/reset-requests'].post['x-invitations-per-hour']
    },
    /** Checks whether the key may learn what became of a customer. */
    async seesAccounts(): Promise<boolean> {
      const answer = await call('/api/key')
      const key = answer.ok && keySchema.safeParse(await answer.json().catch(() => null)).data
      if (key) return key.seesAccounts
      throw new CampaignError(REFUSALS[answer.status] ?? `The site answers ${answer.status}.`)
    },
    /** Asks for an invitation. @returns its cause; null if the site refuses the address */
    async invite(body: { email: string; locale: string | undefined; idempotencyKey: string }) {
      const answer = await call('/api/reset-requests', { ...body, kind: 'invitation' })
      // With 409 the row had another language before: its customer has been written to.
      if (answer.status === 202 || answer.status === 409) {
        return causeSchema.parse(await answer.json()).cause
      }
      if (answer.status === 422) return null
      throw new CampaignError(REFUSALS[answer.status] ?? `The site answers ${answer.status}.`)
    },
    /** Reads the state of a reset. @returns null for one that the site has forgotten */
    async state(cause: string): Promise<State | null> {
      const answer = await call(`/api/reset-requests/${cause}`)
      if (answer.status === 404) return null
      if (answer.ok) return stateSchema.parse(await answer.json())
      throw new CampaignError(REFUSALS[answer.status] ?? `The site answers ${answer.status}.`)
    },
  }
}

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'API_KEY is not one of the keys in API_KEYS of the site.',
  403: 'The site takes this program for a browser.',
  404: 'The site has no API: set API_KEYS there.',
  501: 'The site cannot send mails: set RESEND_API_KEY and MAIL_FROM there.',
}
