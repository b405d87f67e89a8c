import { type Config, ConfigError, readConfig } from './config.ts'

const shared = {
  SITE_URL: 'https://account.example.com',
  SITE_SECRET: Buffer.alloc(32, 1).toString('base64'),
}

const mail = {
  RESEND_API_KEY: 're_key',
  MAIL_FROM: 'Marlow Rewards <hello@mail.example.com>',
}

/** For each upstream, the least that a site needs to be told. */
export const environments = {
  sessionm: {
    ...shared,
    ...mail,
    UPSTREAM: 'sessionm',
    SESSIONM_API_URL: 'https://api.sessionm.example/v1',
    SESSIONM_API_KEY: 'sessionm-key',
    SESSIONM_API_SECRET: 'sessionm-secret',
  },
  betterez: {
    ...shared,
    UPSTREAM: 'betterez',
    BETTEREZ_API_KEY: 'betterez-key',
    BETTEREZ_ACCOUNT_ID: '5b3f0c2a9d1e4f6a8b7c6d5e',
    BETTEREZ_APP_NAME: 'our-app',
  },
  'elastic-path': {
    ...shared,
    ...mail,
    UPSTREAM: 'elastic-path',
    ELASTIC_PATH_API_URL: 'https://euwest.api.elasticpath.example',
    ELASTIC_PATH_CLIENT_ID: 'client-id',
    ELASTIC_PATH_CLIENT_SECRET: 'client-secret',
    ELASTIC_PATH_PASSWORD_PROFILE_ID: '9a44bb7e-e377-4382-b36e-c8030aad1c2d',
    ELASTIC_PATH_WEBHOOK_SECRET: 'a long webhook secret',
  },
}

/** A configuration, with some variables other than usual. */
export const configWith = (others: Record<string, string> = {}): Config =>
  readConfig({ ...environments.sessionm, BRAND_NAME: 'Marlow Rewards', ...others })

/** What is said of an environment that cannot be used: a sentence for each variable. */
export const complaints = (env: Record<string, string | undefined>): string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [, ...lines] = error.message.split('\n')
    return lines.map((line) => line.trim())
  }
}
