import { parseJson } from '#lib/read-body.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import type { UpstreamName } from '#upstreams/registry.ts'
import { openUpstream } from '#upstreams/testing/open-upstream-fixture.ts'
import type { Asked } from '#upstreams/testing/traits.ts'

const API_URL = 'https://vendor.example/base'

/** Creates an adapter whose vendor accepts every known call, and records all calls. */
export function permissiveVendor(name: UpstreamName) {
  const { traits } = vendors[name]
  const asked: Asked[] = []
  /** Calls that no customer may cause. */
  const unexpectedCalls: string[] = []

  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = new URL(request.url)
    const call = `${request.method} ${url.pathname}`
    const one = { call, url, body: parseJson(await request.text()) }
    asked.push(one)
    const [, answer] = traits.answers.find(([known]) => known.test(call)) ?? []
    if (answer && url.origin === new URL(API_URL).origin) return answer(one)()
    unexpectedCalls.push(request.url)
    return new Response(null, { status: 404 })
  }
  return { upstream: openUpstream(name, API_URL, fetch), asked, unexpectedCalls, traits }
}
