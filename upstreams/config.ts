import * as z from 'zod'
import { flag, text, url, uuid } from '#lib/config-fields.ts'
import type { BetterezConfig } from './betterez/adapter.ts'
import type { ElasticPathConfig } from './elastic-path/api.ts'
import type { SessionMConfig } from './sessionm/adapter.ts'

/** How to reach the upstream in use: what its adapter is made of. */
export type UpstreamConfig =
  | ({ readonly name: 'betterez' } & BetterezConfig)
  | ({ readonly name: 'sessionm' } & SessionMConfig)
  | ({ readonly name: 'elastic-path' } & ElasticPathConfig)

const betterez = z
  .object({
    UPSTREAM: z.literal('betterez'),
    BETTEREZ_API_URL: url.default('https://api.betterez.com'),
    BETTEREZ_API_KEY: text,
    BETTEREZ_ACCOUNT_ID: text.regex(/^[0-9a-f]{24}$/i, 'must be 24 hexadecimal digits'),
    BETTEREZ_APP_NAME: text,
  })
  .transform((env) => ({
    name: env.UPSTREAM,
    apiUrl: env.BETTEREZ_API_URL,
    apiKey: env.BETTEREZ_API_KEY,
    accountId: env.BETTEREZ_ACCOUNT_ID,
    appName: env.BETTEREZ_APP_NAME,
  }))

const sessionm = z
  .object({
    UPSTREAM: z.literal('sessionm'),
    SESSIONM_API_URL: url,
    SESSIONM_API_KEY: text,
    SESSIONM_API_SECRET: text,
    SESSIONM_SENDS_EMAIL: flag,
  })
  .transform((env) => ({
    name: env.UPSTREAM,
    apiUrl: env.SESSIONM_API_URL,
    apiKey: env.SESSIONM_API_KEY,
    apiSecret: env.SESSIONM_API_SECRET,
    sendsEmail: env.SESSIONM_SENDS_EMAIL,
  }))

const elasticPath = z
  .object({
    UPSTREAM: z.literal('elastic-path'),
    ELASTIC_PATH_API_URL: url,
    ELASTIC_PATH_CLIENT_ID: text,
    ELASTIC_PATH_CLIENT_SECRET: text,
    // Ids in every path of its API are UUIDs.
    // @see https://elasticpath.dev/docs/api/single-sign-on
    ELASTIC_PATH_PASSWORD_PROFILE_ID: uuid,
    ELASTIC_PATH_REALM_ID: uuid.optional(),
    // An attacker who guesses it can make us mail links to anyone.
    ELASTIC_PATH_WEBHOOK_SECRET: text.min(16, 'must be 16 characters or more'),
  })
  .transform((env) => ({
    name: env.UPSTREAM,
    apiUrl: env.ELASTIC_PATH_API_URL,
    clientId: env.ELASTIC_PATH_CLIENT_ID,
    clientSecret: env.ELASTIC_PATH_CLIENT_SECRET,
    passwordProfileId: env.ELASTIC_PATH_PASSWORD_PROFILE_ID,
    realmId: env.ELASTIC_PATH_REALM_ID ?? null,
    webhookSecret: env.ELASTIC_PATH_WEBHOOK_SECRET,
  }))

/** The names of every upstream's variables. */
export const UPSTREAM_VARIABLES = [betterez, sessionm, elasticPath].flatMap((fields) =>
  Object.keys(fields.in.shape),
)

/** The variables of the upstream that `UPSTREAM` names. */
export const upstreamFields = z.discriminatedUnion(
  'UPSTREAM',
  [betterez, sessionm, elasticPath],
  'must be betterez, sessionm or elastic-path',
)

/** Whether the upstream writes to the customers itself, by its nature or as it is set up. */
export const upstreamSendsEmail = (set: Readonly<Record<string, string | undefined>>): boolean =>
  set.UPSTREAM === 'betterez' ||
  (set.UPSTREAM === 'sessionm' && set.SESSIONM_SENDS_EMAIL === 'true')
