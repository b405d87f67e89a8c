import * as z from 'zod'
import { text, url, uuid } from '#lib/config-fields.ts'
import { lowerCase } from '#lib/email-address.ts'
import {
  type Plan,
  type PlanPart,
  type Provision,
  ProvisionError,
  type ProvisionTools,
} from '#upstreams/provision.ts'
import { elasticPathApi } from './api.ts'
import { planWebhook } from './provision-webhook.ts'
import { CODE_EVENT, type Profile, type StoreReader, storeReader } from './store.ts'
import { type StoreWriter, storeWriter } from './store-writer.ts'

const PROFILE = 'ELASTIC_PATH_PASSWORD_PROFILE_ID'
const REALM = 'ELASTIC_PATH_REALM_ID'
const ACCOUNTS = 'Commerce Manager > SYSTEM > Store Settings > Account Management'

const Given = z.object({
  ELASTIC_PATH_API_URL: url,
  ELASTIC_PATH_CLIENT_ID: text,
  ELASTIC_PATH_CLIENT_SECRET: text,
  ELASTIC_PATH_PASSWORD_PROFILE_ID: uuid.optional(),
  ELASTIC_PATH_REALM_ID: uuid.nullable().default(null),
  ELASTIC_PATH_WEBHOOK_SECRET: text.min(16).optional(),
})

const Created = z.object({ data: z.object({ id: z.string().min(1) }) })

/** State of a set-up: ids are known once their objects are made. */
type Setup = {
  readonly reader: StoreReader
  readonly writer: StoreWriter
  readonly realmId: string
  profileId: string | null
}

/**
 * Set-up of a store, by the steps of Elastic Path's guide: settings, password profile, a user for tests
 * if asked, and the webhook.
 * @see https://elasticpath.dev/guides/How-To/Authentication/reset-password-password-profiles
 */
export const provision: Provision = {
  isAutomatic: true,
  secrets: ['ELASTIC_PATH_WEBHOOK_SECRET'],
  plan: async (environment, tools) => {
    const given = readGiven(environment)
    const config = {
      apiUrl: given.ELASTIC_PATH_API_URL,
      clientId: given.ELASTIC_PATH_CLIENT_ID,
      clientSecret: given.ELASTIC_PATH_CLIENT_SECRET,
      realmId: given.ELASTIC_PATH_REALM_ID,
    }
    const api = elasticPathApi(config, tools.fetch)
    const [reader, writer] = [storeReader(api), storeWriter(api)]
    const settings = await reader.settings()
    const realmId = config.realmId ?? settings?.realmId
    if (realmId === undefined)
      throw new ProvisionError(`Our key may not read the realm: set ${REALM} (${ACCOUNTS}).`)
    const setup: Setup = { reader, writer, realmId, profileId: null }
    const selfManagement = planSelfManagement(setup, settings?.selfManagement)
    const profile = await planProfile(setup, given.ELASTIC_PATH_PASSWORD_PROFILE_ID)
    const user = await planUser(setup, tools)
    const webhook = await planWebhook(reader, writer, tools, given.ELASTIC_PATH_WEBHOOK_SECRET)
    return join([selfManagement, profile, user, webhook], () => ({
      [REALM]: realmId,
      ...(setup.profileId !== null && { [PROFILE]: setup.profileId }),
    }))
  },
  mapping: (siteUrl) => ({
    event: CODE_EVENT,
    condition: { 'payload.purpose': 'reset_password' },
    to: '{{payload.user_authentication_info.email}}',
    template_data: {
      reset_link: `${siteUrl}/change_password?username={{urlencode payload.user_authentication_password_profile_info.username}}&token={{urlencode payload.one_time_password_token}}&password_profile_id={{payload.password_profile_id}}`,
      minutes: 10,
    },
  }),
}

const join = (parts: readonly PlanPart[], variables: Plan['variables']): Plan => ({
  changes: parts.flatMap(({ changes = [] }) => changes),
  secrets: parts.flatMap(({ secrets = [] }) => secrets),
  notes: parts.flatMap(({ notes = [] }) => notes),
  variables,
})

function readGiven(environment: Readonly<Record<string, string | undefined>>) {
  const given = Given.safeParse(environment)
  if (given.success) return given.data
  const faults = given.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)
  throw new ProvisionError(faults.join('\n'))
}

function planSelfManagement({ writer }: Setup, found: string | undefined): PlanPart {
  const wanted = 'account_member_self_management: update_only'
  if (found === undefined) return { notes: [`Look by hand (${ACCOUNTS}): ${wanted}`] }
  if (found === 'update_only') return {}
  const apply = async () => (await writer.allowSelfManagement()) !== null
  return { changes: [{ diff: `settings  ${wanted}   (now ${found})`, byHand: ACCOUNTS, apply }] }
}

async function planProfile(setup: Setup, wanted: string | undefined): Promise<PlanPart> {
  const { reader, writer, realmId } = setup
  const profiles = await reader.profiles(realmId)
  const byHand = `${ACCOUNTS} > Password Profiles`
  if (!profiles) {
    setup.profileId = wanted ?? null
    return { notes: [`Look by hand (${byHand}): enable_one_time_password_token: true`] }
  }
  const profile = choose(profiles, wanted)
  if (!profile) {
    const apply = async () => {
      const answer = await writer.createProfile(realmId, 'Customers')
      setup.profileId = Created.safeParse(answer?.json).data?.data.id ?? null
      return answer !== null
    }
    return { changes: [{ diff: 'password profile  new, with one-time codes', byHand, apply }] }
  }
  setup.profileId = profile.id
  if (profile.enable_one_time_password_token) return {}
  const apply = async () => (await writer.enableCodes(realmId, profile)) !== null
  const diff = 'password profile  enable_one_time_password_token: true   (now false)'
  return { changes: [{ diff, byHand, apply }] }
}

/** Chooses the profile of the customers: the named one, or the only one. @returns null if there is none */
function choose(profiles: readonly Profile[], wanted: string | undefined): Profile | null {
  const named = profiles.find(({ id }) => id === wanted)
  if (named) return named
  const all = profiles.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  if (wanted) throw new ProvisionError(`${PROFILE} is none of this realm's profiles:\n${all}`)
  if (profiles.length > 1)
    throw new ProvisionError(`There are several password profiles. Set ${PROFILE} to one:\n${all}`)
  return profiles[0] ?? null
}

async function planUser(setup: Setup, { testUser, newSecret }: ProvisionTools): Promise<PlanPart> {
  if (testUser === null) return {}
  const { reader, writer, realmId } = setup
  const email = lowerCase(testUser)
  const users = await reader.users(realmId, email)
  if (users?.length) return {}
  const password = newSecret()
  const apply = async () => {
    const user = Created.safeParse((await writer.createUser(realmId, email))?.json).data
    if (!user || setup.profileId === null) return false
    const login = { profileId: setup.profileId, email, password }
    return (await writer.createLogin(realmId, user.data.id, login)) !== null
  }
  return {
    changes: [
      { diff: 'test user  new, with a login', byHand: 'Commerce Manager > Accounts', apply },
    ],
    secrets: [{ variable: 'TEST_USER_PASSWORD', value: password }],
    notes: ['The test user must be a member of an account, or no password can be set.'],
  }
}
