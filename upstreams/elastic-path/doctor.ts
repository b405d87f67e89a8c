import { type CheckResult, fail, ok, unknown, warn } from '#lib/check-result.ts'
import type { Doctor } from '#upstreams/doctor.ts'
import { type ElasticPathConfig, elasticPathApi } from './api.ts'
import { type Integration, isMasked, type StoreReader, storeReader, WEBHOOK_PATH } from './store.ts'

const REALM = 'ELASTIC_PATH_REALM_ID'
const PROFILE = 'ELASTIC_PATH_PASSWORD_PROFILE_ID'
const SECRET = 'ELASTIC_PATH_WEBHOOK_SECRET'

/** Number of deliveries that count as recent. */
const RECENT = 20

/**
 * Checks of Elastic Path: the store's settings, the password profile and the webhook.
 * @see https://elasticpath.dev/docs/api/accounts/put-v-2-settings-account-authentication
 * @see https://elasticpath.dev/docs/api/integrations
 */
export const doctor: Doctor<ElasticPathConfig> = {
  ids: ['ep.realm', 'ep.profile', 'ep.self-management', 'ep.webhook', 'ep.webhook-logs'],
  variables: {
    url: 'ELASTIC_PATH_API_URL',
    secret: 'ELASTIC_PATH_CLIENT_SECRET',
    account: 'ELASTIC_PATH_CLIENT_ID',
  },
  check: async (config, { fetch, siteUrl }) => {
    const store = storeReader(elasticPathApi(config, fetch))
    const settings = await store.settings()
    const [profile, webhook] = await Promise.all([
      checkProfile(store, config, settings?.realmId),
      checkWebhook(store, config, siteUrl),
    ])
    return [
      ok('upstream.reach', 'Elastic Path answers.'),
      ok('upstream.auth', 'Elastic Path gives us access tokens.'),
      checkRealm(config, settings?.realmId),
      profile,
      checkSelfManagement(settings?.selfManagement),
      ...webhook,
    ]
  },
}

const checkRealm = ({ realmId }: ElasticPathConfig, found: string | undefined): CheckResult => {
  if (found === undefined)
    return realmId
      ? unknown('ep.realm', 'Our key may not read the settings that name the realm.', REALM)
      : fail('ep.realm', 'Our key may not read the realm from the settings: set it.', REALM)
  return realmId === null || realmId === found.toLowerCase()
    ? ok('ep.realm', "The realm is the store's own.")
    : fail('ep.realm', "The realm is not the one in the store's settings.", REALM)
}

async function checkProfile(
  store: StoreReader,
  { realmId, passwordProfileId }: ElasticPathConfig,
  found: string | undefined,
): Promise<CheckResult> {
  const realm = realmId ?? found
  if (realm === undefined) return unknown('ep.profile', 'The realm is not known.', PROFILE)
  const profile = await store.profile(realm, passwordProfileId)
  if (!profile) {
    const others = await store.profiles(realm)
    return others
      ? fail('ep.profile', 'The realm has no password profile with this id.', PROFILE)
      : unknown(
          'ep.profile',
          'Our key may not read password profiles, or the realm is wrong.',
          PROFILE,
        )
  }
  return profile.enable_one_time_password_token
    ? ok('ep.profile', 'The password profile gives one-time codes.')
    : fail('ep.profile', 'One-time codes are off in this password profile.', PROFILE)
}

const checkSelfManagement = (found: string | undefined): CheckResult => {
  const id = 'ep.self-management'
  if (found === undefined) return unknown(id, 'Our key may not read account settings.')
  return found === 'update_only'
    ? ok(id, 'Members may change their own passwords.')
    : fail(id, 'account_member_self_management is not update_only: no change is accepted.')
}

async function checkWebhook(
  store: StoreReader,
  { webhookSecret }: ElasticPathConfig,
  siteUrl: string,
): Promise<CheckResult[]> {
  const noLogs = unknown('ep.webhook-logs', 'There is no webhook whose deliveries could be read.')
  const webhooks = await store.webhooks()
  if (!webhooks) return [unknown('ep.webhook', 'Our key may not read integrations.'), noLogs]
  const active = webhooks.filter(({ enabled }) => enabled)
  if (active.length === 0)
    return [
      fail('ep.webhook', 'No active webhook observes the event with the code.', SECRET),
      noLogs,
    ]
  const [own, ...more] = active.filter(
    ({ configuration }) => configuration.url === siteUrl + WEBHOOK_PATH,
  )
  if (!own)
    return [fail('ep.webhook', `No webhook calls {SITE_URL}${WEBHOOK_PATH}.`, 'SITE_URL'), noLogs]
  const registered =
    more.length > 0
      ? warn('ep.webhook', 'Several webhooks call this site, so each code arrives several times.')
      : checkSecret(own, webhookSecret)
  return [registered, await checkDeliveries(store, own.id)]
}

const checkSecret = ({ configuration }: Integration, expected: string): CheckResult => {
  const found = configuration.secret_key
  if (found === undefined || found === null || isMasked(found))
    return unknown('ep.webhook', 'The webhook calls this site; its secret is not shown.', SECRET)
  return found === expected
    ? ok('ep.webhook', 'The webhook calls this site with our secret.')
    : fail('ep.webhook', 'The webhook has another secret key, so its calls are refused.', SECRET)
}

async function checkDeliveries(store: StoreReader, id: string): Promise<CheckResult> {
  const logs = (await store.deliveries(id))?.slice(0, RECENT)
  if (!logs) return unknown('ep.webhook-logs', 'Our key may not read the delivery logs.')
  const bad = logs.filter((log) => log.succeeded === false)
  if (logs.length === 0) return unknown('ep.webhook-logs', 'Nothing was delivered so far.')
  if (bad.length === 0) return ok('ep.webhook-logs', 'The recent deliveries were accepted.')
  const status = bad[0]?.status_code ?? 'no'
  const sentence = `${bad.length} of ${logs.length} recent deliveries failed (${status} status).`
  const variable = status === 401 ? SECRET : 'SITE_URL'
  return (bad.length === logs.length ? fail : warn)('ep.webhook-logs', sentence, variable)
}
