import { expect, test } from 'vitest'
import { complaints, environments } from '#server/config/config-fixture.ts'
import { elasticPath } from '#upstreams/elastic-path/index.ts'
import { bearer } from '#upstreams/elastic-path/script-fixture.ts'
import { json, scriptedFetch } from '#upstreams/testing/scripted-fetch-fixture.ts'

const env = environments['elastic-path']
const id = env.ELASTIC_PATH_PASSWORD_PROFILE_ID ?? ''

test.each(['canary', ' short secret ', 'fifteen letters'])(
  'a webhook secret that could be guessed is refused: %j (CF-01, WH-01)',
  (ELASTIC_PATH_WEBHOOK_SECRET) => {
    expect(complaints({ ...env, ELASTIC_PATH_WEBHOOK_SECRET })).toEqual([
      'ELASTIC_PATH_WEBHOOK_SECRET must be 16 characters or more',
    ])
  },
)

test.each(['ELASTIC_PATH_PASSWORD_PROFILE_ID', 'ELASTIC_PATH_REALM_ID'])(
  'an id that is no UUID is refused: %s (CF-01)',
  (name) => {
    for (const value of ['canary', 'password-profile', '5b3f0c2a9d1e4f6a8b7c6d5'])
      expect(complaints({ ...env, [name]: value })).toEqual([`${name} must be a UUID`])
  },
)

test('ids are read in lower case, as events hold them', async () => {
  const { fetch, requests } = scriptedFetch([bearer(), json(202, null)])
  const ids = {
    ELASTIC_PATH_PASSWORD_PROFILE_ID: id.toUpperCase(),
    ELASTIC_PATH_REALM_ID: id.toUpperCase(),
  }
  const upstream = elasticPath.read({ ...env, ...ids }).data?.(fetch)
  await upstream?.requestReset({ email: 'a@example.com', locale: 'en' })
  expect(requests[1]?.url).toContain(`/authentication-realms/${id}/password-profiles/${id}/`)
})
