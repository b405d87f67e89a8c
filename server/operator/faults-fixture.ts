import type { UpstreamName } from '#upstreams/registry.ts'
import type { SiteFault } from './doctor-fixture.ts'

/** A well-formed id that nothing has. */
export const UUID = '00000000-0000-4000-8000-000000000000'

type Row = [name: string, UpstreamName, SiteFault, id: string, variable: string | null]

const fails = (status: number) => () => new Response(null, { status })

/** Faults with which a site looks healthy while no customer gets a usable mail, with the check that fails and its variable. */
export const FAULTS: Row[] = [
  [
    'a wrong profile',
    'elastic-path',
    { env: { ELASTIC_PATH_PASSWORD_PROFILE_ID: UUID } },
    'ep.profile',
    'ELASTIC_PATH_PASSWORD_PROFILE_ID',
  ],
  [
    'a wrong realm',
    'elastic-path',
    { env: { ELASTIC_PATH_REALM_ID: UUID } },
    'ep.realm',
    'ELASTIC_PATH_REALM_ID',
  ],
  [
    'another webhook secret',
    'elastic-path',
    { env: { ELASTIC_PATH_WEBHOOK_SECRET: 'x'.repeat(20) } },
    'ep.webhook',
    'ELASTIC_PATH_WEBHOOK_SECRET',
  ],
  [
    'a wrong application name',
    'betterez',
    { env: { BETTEREZ_APP_NAME: 'other' } },
    'bz.app',
    'BETTEREZ_APP_NAME',
  ],
  [
    'a wrong account',
    'betterez',
    { env: { BETTEREZ_ACCOUNT_ID: 'a'.repeat(24) } },
    'upstream.auth',
    'BETTEREZ_ACCOUNT_ID',
  ],
  [
    'a refused key of Betterez',
    'betterez',
    { env: { BETTEREZ_API_KEY: 'x' } },
    'upstream.auth',
    'BETTEREZ_API_KEY',
  ],
  [
    'a refused secret of SessionM',
    'sessionm',
    { env: { SESSIONM_API_SECRET: 'x' } },
    'upstream.auth',
    'SESSIONM_API_SECRET',
  ],
  [
    'a refused secret of Elastic Path',
    'elastic-path',
    { env: { ELASTIC_PATH_CLIENT_SECRET: 'x' } },
    'upstream.auth',
    'ELASTIC_PATH_CLIENT_SECRET',
  ],
  [
    'an upstream at another host',
    'sessionm',
    { env: { SESSIONM_API_URL: 'https://nowhere.example' } },
    'upstream.reach',
    'SESSIONM_API_URL',
  ],
  [
    'a refused key of Resend',
    'sessionm',
    { env: { RESEND_API_KEY: 'x' } },
    'resend.key',
    'RESEND_API_KEY',
  ],
  [
    'a domain that is not verified',
    'sessionm',
    { env: { MAIL_FROM: 'a@pending.example' } },
    'resend.domain',
    'MAIL_FROM',
  ],
  [
    'a domain of others',
    'sessionm',
    { env: { MAIL_FROM: 'a@other.example' } },
    'resend.domain',
    'MAIL_FROM',
  ],
  [
    'click tracking',
    'sessionm',
    { env: { MAIL_FROM: 'A <a@tracked.example>' } },
    'resend.tracking',
    'MAIL_FROM',
  ],
  [
    'a SITE_URL where nothing answers',
    'sessionm',
    { env: { SITE_URL: 'https://other.example' } },
    'site.form',
    'SITE_URL',
  ],
  [
    'a SITE_URL that leads on',
    'sessionm',
    {
      site: {
        'GET /forgot-password': () =>
          new Response(null, { status: 301, headers: { location: 'https://other.example/' } }),
      },
    },
    'site.form',
    'SITE_URL',
  ],
  [
    'forms that are refused',
    'sessionm',
    { site: { 'POST /forgot-password': fails(403) } },
    'site.form',
    'SITE_URL',
  ],
  [
    'customers who share limits',
    'sessionm',
    { site: { 'POST /forgot-password': fails(429) } },
    'site.form',
    'TRUSTED_PROXY_HOPS',
  ],
  [
    'no proxy that is believed',
    'sessionm',
    {
      env: { TRUSTED_PROXY_HOPS: '0' },
      site: {
        'GET /healthz': () => Response.json({ forwarded: 1, client: '10.0.0.1', isIgnored: true }),
      },
    },
    'proxy.hops',
    'TRUSTED_PROXY_HOPS',
  ],
  [
    'a proxy more than is believed',
    'sessionm',
    {
      site: {
        'GET /healthz': () => Response.json({ forwarded: 2, client: '10.0.0.1', isIgnored: false }),
      },
    },
    'proxy.hops',
    'TRUSTED_PROXY_HOPS',
  ],
  ['a clock ahead', 'sessionm', { aheadSeconds: 75 }, 'clock.skew', null],
  ['a silent log', 'sessionm', { env: { LOG_LEVEL: 'silent' } }, 'config.log', 'LOG_LEVEL'],
  [
    'a mail budget that is used up',
    'sessionm',
    { report: { mailsThisHour: 10_000 } },
    'mail.budget',
    'MAILS_PER_HOUR',
  ],
  ['workers that are stuck', 'sessionm', { report: { oldestDueSeconds: 900 } }, 'queue.age', null],
  [
    'a database that is down',
    'sessionm',
    { report: { code: 'ECONNREFUSED' }, env: { DATABASE_URL: 'postgres://db.example/a' } },
    'db.connect',
    'DATABASE_URL',
  ],
  ['a role without rights', 'sessionm', { report: { canCreate: false } }, 'db.rights', 'DATA_DIR'],
  [
    'the tables of a newer release',
    'sessionm',
    { report: { tables: 999 } },
    'db.schema',
    'DATA_DIR',
  ],
]
