import { expect, test } from 'vitest'
import { complaints, environments } from '#server/config/config-fixture.ts'
import { betterez } from '#upstreams/betterez/index.ts'
import { json, scriptedFetch } from '#upstreams/testing/scripted-fetch-fixture.ts'

const env = environments.betterez

test.each(['canary', '5b3f0c2a9d1e4f6a8b7c6d5'])(
  'the account id %j is refused by its name (CF-01)',
  (BETTEREZ_ACCOUNT_ID) => {
    expect(complaints({ ...env, BETTEREZ_ACCOUNT_ID })).toEqual([
      'BETTEREZ_ACCOUNT_ID must be 24 hexadecimal digits',
    ])
  },
)

test("Betterez' own API is called unless another is set", async () => {
  const { fetch, requests } = scriptedFetch([json(200, {})])
  await betterez.read(env).data?.(fetch).requestReset({ email: 'a@example.com', locale: 'en' })
  expect(requests[0]?.url).toMatch(/^https:\/\/api\.betterez\.com\/notifications/)
})
