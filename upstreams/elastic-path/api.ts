import * as z from 'zod'
import { cachedAsync } from '#lib/cached.ts'
import { clientCredentials } from '#upstreams/client-credentials.ts'
import {
  type Answer,
  type Call,
  type Fetch,
  faultOf,
  join,
  type Lost,
  sendOnce,
  sendSafe,
  succeeded,
} from '#upstreams/http-client.ts'

/** Base URL, credentials and ids of an Elastic Path store. */
export type ElasticPathConfig = {
  readonly apiUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly passwordProfileId: string
  /** Null: read from the store's settings when first needed. */
  readonly realmId: string | null
  /** Secret that Elastic Path sends to our webhook; never empty. */
  readonly webhookSecret: string
}

/** A call to the store's API. `data` is the content of the body's `data`. */
type ApiCall = {
  readonly name: string
  readonly method: Call['method']
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly data?: object
}

/** The store's API. It adds the access token, and knows the realm. */
export type ElasticPathApi = ReturnType<typeof elasticPathApi>

/**
 * Account authentication settings of a store.
 * @see https://elasticpath.dev/docs/api/accounts/put-v-2-settings-account-authentication
 */
export const Settings = z.object({
  data: z.object({
    account_member_self_management: z.string().catch('disabled'),
    relationships: z.object({
      authentication_realm: z.object({ data: z.object({ id: z.string().min(1) }) }),
    }),
  }),
})

const Errors = z.object({
  errors: z.array(z.object({ title: z.string().catch(''), detail: z.string().catch('') })),
})

/** Checks whether an answer is a 401 about our access token, and not about a code or a member's token. */
export const refusesAccessToken = ({ status, json }: Answer): boolean =>
  status === 401 &&
  (Errors.safeParse(json).data?.errors ?? []).some(({ title, detail }) =>
    /access.?token/i.test(`${title} ${detail}`),
  )

const withQuery = (url: URL, query: ApiCall['query']): URL => {
  if (query) url.search = new URLSearchParams(query).toString()
  return url
}

/** Creates the API of one store. */
export const elasticPathApi = (
  {
    apiUrl,
    clientId,
    clientSecret,
    realmId,
  }: Pick<ElasticPathConfig, 'apiUrl' | 'clientId' | 'clientSecret' | 'realmId'>,
  fetch: Fetch,
) => {
  const withAccessToken = clientCredentials(fetch, {
    url: join(apiUrl, 'oauth', 'access_token'),
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }).toString(),
  })

  const toStore = ({ path, query, data, headers, ...call }: ApiCall): Call => ({
    ...call,
    url: withQuery(join(apiUrl, ...path), query),
    headers: { ...(data && { 'content-type': 'application/json' }), ...headers },
    ...(data && { body: JSON.stringify({ data }) }),
  })

  const requestRealm = async (): Promise<string> => {
    const answer = await withAccessToken(
      sendSafe,
      toStore({
        name: 'account authentication settings',
        method: 'GET',
        path: ['v2', 'settings', 'account-authentication'],
      }),
    )
    const settings = Settings.safeParse(answer.json).data
    if (!succeeded(answer) || !settings) throw faultOf(answer)
    return settings.data.relationships.authentication_realm.data.id
  }

  const realm = cachedAsync(requestRealm)

  return {
    /** Sends a call once. If the access token was stale, sends it again with a new one. */
    send: (call: ApiCall, isTokenStale?: (answer: Answer) => boolean): Promise<Answer | Lost> =>
      withAccessToken(sendOnce, toStore(call), isTokenStale),
    /** Sends a call that may be repeated. @throws {UpstreamError} when no answer came */
    ask: (call: ApiCall): Promise<Answer> => withAccessToken(sendSafe, toStore(call)),
    /** Returns the realm that the store's members log in to. */
    realm: async (): Promise<string> => realmId ?? realm.get(),
    /** Returns the realm if it is known without a call. */
    knownRealm: (): string | undefined => realmId ?? realm.peek(),
  }
}
