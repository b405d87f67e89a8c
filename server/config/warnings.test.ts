import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { environments, mail, withoutMail } from './config-fixture.ts'
import { configWarnings } from './warnings.ts'

const warnings = (others: Record<string, string>, env: object = environments['elastic-path']) => {
  const environment = { ...env, ...others }
  return configWarnings(readConfig(environment), environment)
}

describe('a variable that the site does not read', () => {
  test.each([
    ['ELASTIC_PATH_REALMID', 'ELASTIC_PATH_REALM_ID'],
    ['ELASTIC_PATH_REALM', 'ELASTIC_PATH_REALM_ID'],
    ['ELASTICPATH_REALM_ID', 'ELASTIC_PATH_REALM_ID'],
    ['elastic_path_realm_id', 'ELASTIC_PATH_REALM_ID'],
    ['BRAND_COLOUR', 'BRAND_COLOR'],
    ['MAIL_REPLYTO', 'MAIL_REPLY_TO'],
    ['EMAIL_REPLY_TO', 'MAIL_REPLY_TO'],
    ['MAIL_REPYL_TO', 'MAIL_REPLY_TO'],
    ['TRUSTED_PROXY_HOP', 'TRUSTED_PROXY_HOPS'],
    ['DATADIR', 'DATA_DIR'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['RESEND_REGION', undefined],
    ['BRAND_FONT', undefined],
  ])('is named at boot when it looks like one of ours: %s (CF-01)', (variable, likely) => {
    expect(warnings({ [variable]: 'canary' })).toEqual([
      { outcome: 'unknown', variable, ...(likely && { likely }) },
    ])
    expect(warnings({ [variable]: ' ' })).toEqual([])
  })

  test.each([
    ...['PATH', 'HOME', 'HOST', 'HOSTNAME', 'PORT', 'USER', 'SHELL', 'LANG', 'MAIL', 'TZ'],
    ...['NODE_ENV', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_ENV_PROXY'],
    ...['FTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'no_proxy', 'PGDATA', 'PGDATABASE', 'BASE_URL'],
    ...['XDG_DATA_DIRS', 'npm_config_loglevel', 'npm_package_scripts', 'INVOCATION_ID'],
    ...['SITE_SERVICE_HOST', 'BETTEREZ_SERVICE_HOST', 'RESEND_PORT', 'BRAND_PORT_80_TCP_ADDR'],
  ])('is not named when it belongs to others: %s (CF-01)', (name) => {
    expect(warnings({ [name]: 'something' })).toEqual([])
  })
})

test('warns of a colour that an env file read as a comment', () => {
  for (const BRAND_COLOR of ['', ' '])
    expect(warnings({ BRAND_COLOR })).toEqual([{ outcome: 'blank', variable: 'BRAND_COLOR' }])
  expect(warnings({ BRAND_COLOR: '#1d4ed8' })).toEqual([])
})

test('warns when customers get no notice of a change', () => {
  const expected = [{ outcome: 'no-notices', variable: 'RESEND_API_KEY' }]
  expect(warnings({}, environments.betterez)).toEqual(expected)
  expect(warnings({ SESSIONM_SENDS_EMAIL: 'true' }, withoutMail('sessionm'))).toEqual(expected)
  expect(warnings(mail, environments.betterez)).toEqual([])
})
