import type { PlanPart, ProvisionTools } from '#upstreams/provision.ts'
import { type Integration, isMasked, type StoreReader, WEBHOOK_PATH } from './store.ts'
import type { StoreWriter } from './store-writer.ts'

const SECRET = 'ELASTIC_PATH_WEBHOOK_SECRET'
const BY_HAND = 'Commerce Manager > SYSTEM > Store Settings > Webhooks'

/** Length of the shortest secret that the site accepts. */
const MIN_LENGTH = 16

/**
 * Plans the webhook that calls this site with codes, and its secret.
 * @param own the site's secret, if it has one
 * @see https://elasticpath.dev/docs/api/integrations
 */
export async function planWebhook(
  reader: StoreReader,
  writer: StoreWriter,
  { siteUrl, newSecret }: ProvisionTools,
  own: string | undefined,
): Promise<PlanPart> {
  const url = siteUrl + WEBHOOK_PATH
  const webhooks = await reader.webhooks()
  if (!webhooks) return { notes: [`Look by hand (${BY_HAND}): a webhook that calls ${url}`] }
  const [found, ...more] = webhooks.filter(({ configuration }) => configuration.url === url)
  const others = webhooks.length - more.length - (found ? 1 : 0)
  const notes = [
    ...(more.length > 0 ? [`Several webhooks call this site: keep one (${BY_HAND}).`] : []),
    ...(others > 0 ? [`${others} webhooks hand the codes to other places (${BY_HAND}).`] : []),
  ]
  if (!found) {
    const secret = own ?? newSecret()
    const apply = async () => (await writer.createWebhook(url, secret)) !== null
    return {
      changes: [{ diff: `webhook  new, calls ${url}`, byHand: BY_HAND, apply }],
      secrets: own === undefined ? [{ variable: SECRET, value: secret }] : [],
      notes,
    }
  }
  const { secret, isKept } = secretFor(found, own, newSecret)
  const changes = [
    ...(found.enabled ? [] : ['webhook  enabled: true   (now false)']),
    ...(isKept ? [] : ['webhook  another secret key']),
  ].map((diff) => ({
    diff,
    byHand: BY_HAND,
    apply: async () => (await writer.updateWebhook(found.id, url, isKept ? null : secret)) !== null,
  }))
  return { changes, secrets: secret === own ? [] : [{ variable: SECRET, value: secret }], notes }
}

/** Chooses the secret: the site's, else the webhook's if it is shown and long enough, else a new one. */
function secretFor(
  { configuration }: Integration,
  own: string | undefined,
  newSecret: () => string,
): { secret: string; isKept: boolean } {
  const shown = configuration.secret_key ?? null
  const isHidden = shown === null || isMasked(shown)
  // A hidden secret cannot be compared: leave the one that is there.
  if (own !== undefined) return { secret: own, isKept: isHidden || shown === own }
  return !isHidden && shown.length >= MIN_LENGTH
    ? { secret: shown, isKept: true }
    : { secret: newSecret(), isKept: false }
}
