import { parseJson } from '#lib/read-body.ts'
import type { Upstream, UpstreamName } from '#lib/reset/upstream.ts'
import { betterez } from '#upstreams/betterez/adapter.ts'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import * as store from '#upstreams/elastic-path/script-fixture.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import { sessionm } from '#upstreams/sessionm/adapter.ts'
import { json, type Scripted } from '#upstreams/testing/scripted-fetch-fixture.ts'

/** A request as the vendor gets it. `body` is what its text says, undefined where that is not JSON. */
export type Asked = {
  /** The method and the path. */
  readonly call: string
  readonly url: URL
  readonly body: unknown
}

type Vendor = {
  readonly make: (fetch: Fetch) => Upstream
  /** What its customers can have done here, and how it answers: by method and path. */
  readonly calls: readonly (readonly [RegExp, (asked: Asked) => Scripted])[]
  /** The account id that links are about, and a token, as the vendor makes them. */
  readonly link: Readonly<Record<string, string>>
}

const apiUrl = 'https://vendor.example/base'
const subject = '5a55555f5322df550b555501'

const VENDORS: Readonly<Record<UpstreamName, Vendor>> = {
  betterez: {
    make: (fetch) =>
      betterez(
        { apiUrl, apiKey: 'a-key', accountId: '52c6ae6f5d8f4c4d1c000001', appName: 'us' },
        fetch,
      ),
    calls: [
      [/^POST \/base\/notifications\/customers\/reset$/, () => json(200, {})],
      [/^PATCH \/base\/accounts\/customers\/[0-9a-f]{24}$/i, () => json(200, { customer: {} })],
    ],
    link: { customerId: subject, token: '5a55555f5322df550b555555' },
  },
  sessionm: {
    make: (fetch) =>
      sessionm({ apiUrl, apiKey: 'a-key', apiSecret: 'a-secret', sendsEmail: false }, fetch),
    calls: [
      [
        /^GET \/base\/priv\/v1\/apps\/a-key\/users\/search$/,
        ({ url }) => {
          const user = { id: subject, email: url.searchParams.get('email') }
          return json(200, { status: 'ok', user })
        },
      ],
      [
        /^POST \/base\/priv\/v1\/apps\/a-key\/users\/[A-Za-z0-9-]{8,64}\/perform$/,
        () => json(200, { status: 'ok', user: { verification_string: 'dG9rZW4tdG9rZW4tdG8=' } }),
      ],
    ],
    link: { customerId: subject, token: 'dG9rZW4tdG9rZW4tdG8=' },
  },
  'elastic-path': {
    make: (fetch) => elasticPath({ ...store.config, apiUrl }, fetch),
    calls: [
      [/^POST \/base\/oauth\/access_token$/, () => store.bearer()],
      [/^GET \/base\/v2\/settings\/account-authentication$/, () => store.settings],
      [
        /^POST \/base\/v2\/authentication-realms\/[0-9a-f-]{36}\/password-profiles\/[0-9a-f-]{36}\/one-time-password-token-request$/,
        () => json(202, null),
      ],
      [/^POST \/base\/v2\/account-members\/tokens$/, () => store.member],
      [
        /^GET \/base\/v2\/authentication-realms\/[0-9a-f-]{36}\/user-authentication-info\/[A-Za-z0-9-]{1,64}\/user-authentication-password-profile-info$/,
        () => store.logins,
      ],
      [
        /^PUT \/base\/v2\/authentication-realms\/[0-9a-f-]{36}\/user-authentication-info\/[A-Za-z0-9-]{1,64}\/user-authentication-password-profile-info\/[0-9a-f-]{36}$/,
        () => store.saved,
      ],
    ],
    link: { username: 'john.doe@banks.com', token: 'lprvj4' },
  },
}

/** A test aid: an adapter whose vendor grants whatever it knows, and notes everything it is asked. */
export function permissiveVendor(name: UpstreamName) {
  const { make, calls, link } = VENDORS[name]
  const asked: Asked[] = []
  /** What went anywhere else than a vendor's customer may send us. */
  const unexpectedCalls: string[] = []

  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const call = `${request.method} ${url.pathname}`
    const one = { call, url, body: parseJson(await request.text()) }
    asked.push(one)
    const [, answer] = calls.find(([known]) => known.test(call)) ?? []
    if (answer && url.origin === new URL(apiUrl).origin) return answer(one)()
    unexpectedCalls.push(request.url)
    return new Response(null, { status: 404 })
  }
  return { upstream: make(fetch), asked, astray: unexpectedCalls, link }
}
