import * as z from 'zod'
import { type Answer, faultOf, succeeded } from '#upstreams/http-client.ts'
import { type ElasticPathApi, Settings } from './api.ts'

/** The event that carries a code. */
export const CODE_EVENT = 'one-time-password-token-request.created'

/** Path of our webhook. */
export const WEBHOOK_PATH = '/one-time-password-token-notification'

const Profile = z.object({
  id: z.string(),
  name: z.string().catch(''),
  username_format: z.string().optional(),
  enable_one_time_password_token: z.boolean().catch(false),
})

const Integration = z.object({
  id: z.string(),
  enabled: z.boolean().catch(true),
  integration_type: z.string(),
  observes: z.array(z.string()).catch([]),
  configuration: z.object({ url: z.string().catch(''), secret_key: z.string().nullish() }),
})

const User = z.object({ id: z.string() })

const Log = z.object({
  succeeded: z.boolean().optional(),
  status_code: z.number().nullish().catch(null),
})

/** Schema of the object in the body of an answer. */
const one = <Item extends z.ZodType>(item: Item) => z.object({ data: item })

/** Schema of a list. Entries of another form, such as queues without a URL, are left out. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .object({ data: z.array(item.nullable().catch(null)) })
    .transform(({ data }) => data.filter((each) => each !== null))

/** A login configuration of the store. */
export type Profile = z.output<typeof Profile>

/** A subscription to events. `secret_key` is what the event's header holds; it may be masked. */
export type Integration = z.output<typeof Integration>

/** Reads an answer. @returns null when our key may not read this, or there is no such object */
const read = <Schema extends z.ZodType>(
  answer: Answer,
  schema: Schema,
): z.output<Schema> | null => {
  if (answer.status === 403 || (answer.status === 404 && answer.json !== undefined)) return null
  const body = schema.safeParse(answer.json)
  if (!succeeded(answer) || !body.success) throw faultOf(answer)
  return body.data
}

/**
 * Reads the settings of a store that resets need. Each method returns null if our key may not read
 * them, or there is no such object.
 * @see https://elasticpath.dev/docs/api/integrations
 */
export const storeReader = (api: ElasticPathApi) => ({
  settings: async () => {
    const path = ['v2', 'settings', 'account-authentication']
    const answer = await api.ask({ name: 'account authentication settings', method: 'GET', path })
    const data = read(answer, Settings)?.data
    return data
      ? {
          realmId: data.relationships.authentication_realm.data.id,
          selfManagement: data.account_member_self_management,
        }
      : null
  },
  profile: async (realmId: string, id: string): Promise<Profile | null> => {
    const path = ['v2', 'authentication-realms', realmId, 'password-profiles', id]
    const answer = await api.ask({ name: 'password profile', method: 'GET', path })
    return read(answer, one(Profile))?.data ?? null
  },
  profiles: async (realmId: string): Promise<Profile[] | null> => {
    const path = ['v2', 'authentication-realms', realmId, 'password-profiles']
    const answer = await api.ask({ name: 'password profiles', method: 'GET', path })
    return read(answer, listOf(Profile))
  },
  /** Lists the users with an address. */
  users: async (realmId: string, email: string) => {
    const path = ['v2', 'authentication-realms', realmId, 'user-authentication-info']
    const query = { filter: `eq(email,${email})` }
    return read(await api.ask({ name: 'users', method: 'GET', path, query }), listOf(User))
  },
  /** Lists the webhooks that observe the event with the code. */
  webhooks: async (): Promise<Integration[] | null> => {
    const answer = await api.ask({
      name: 'integrations',
      method: 'GET',
      path: ['v2', 'integrations'],
    })
    const all = read(answer, listOf(Integration))
    return (
      all?.filter(
        ({ integration_type, observes }) =>
          integration_type === 'webhook' && observes.includes(CODE_EVENT),
      ) ?? null
    )
  },
  /** Lists deliveries of a webhook. */
  deliveries: async (id: string) => {
    const path = ['v2', 'integrations', id, 'logs']
    return read(await api.ask({ name: 'webhook logs', method: 'GET', path }), listOf(Log))
  },
})

/** A client that reads settings. */
export type StoreReader = ReturnType<typeof storeReader>

/** Checks whether a store masks a secret instead of showing it. */
export const isMasked = (text: string): boolean => text.includes('*')
