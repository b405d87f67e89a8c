import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import { config, memberToken, ticket } from '#upstreams/elastic-path/script-fixture.ts'
import type { AdapterUnderTest } from '#upstreams/testing/scripted-cases-fixture.ts'

/** The adapter under test. */
export const adapter: AdapterUnderTest = {
  make: (fetch) => elasticPath(config, fetch),
  email: 'John.Doe@banks.com',
  ticket,
  password: 'a new pässword',
  secrets: [config.clientId, config.clientSecret, 'an-access-token', memberToken, 'lprvj4'],
}
