import { lowerCase } from '#lib/email-address.ts'
import {
  type ResetOutcome,
  type ResetTicket,
  type Upstream,
  UpstreamError,
} from '#lib/reset/upstream.ts'
import { type ElasticPathConfig, elasticPathApi } from '#upstreams/elastic-path/api.ts'
import { changePassword, exchange } from '#upstreams/elastic-path/change-password.ts'
import { type Fetch, faultOf, succeeded } from '#upstreams/http-client.ts'
import { CodeShape, LinkUsernameShape, readProof, writeProof } from './proof.ts'
import { readElasticPathWebhook } from './webhook.ts'

/**
 * Lifetime of a code, by Elastic Path's guide: "This code is valid for 10 minutes."
 * @see https://elasticpath.dev/guides/How-To/Authentication/reset-password-password-profiles
 */
const TOKEN_LIFETIME_SECONDS = 10 * 60

/** Parameters of a raw link that may hold the code: the guide's name, and the event's. */
const CODE_NAMES = ['token', 'one_time_password_token'] as const

const NO_SUCH_USERNAME = new Set([400, 404, 422])

/**
 * Creates the adapter of Elastic Path, which sends a one-time code to our webhook. The code has to be
 * exchanged before a password can be set. A ticket's token holds the code, or the result of the exchange.
 * @throws when the secret of the webhook is empty
 */
export const elasticPath = (
  config: ElasticPathConfig,
  fetch: Fetch = globalThis.fetch,
): Upstream => {
  if (config.webhookSecret === '') throw new Error('The webhook needs a secret')
  const { passwordProfileId } = config
  const api = elasticPathApi(config, fetch)
  const isOwnProfile = (id: string | undefined): boolean =>
    !id || id.toLowerCase() === passwordProfileId.toLowerCase()

  return {
    name: 'elastic-path',
    tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
    hasShortTokens: true,
    endsSessions: false,

    requestReset: async ({ email }) => {
      const answer = await api.ask({
        name: 'code request',
        method: 'POST',
        path: [
          ...['v2', 'authentication-realms', await api.realm()],
          ...['password-profiles', passwordProfileId, 'one-time-password-token-request'],
        ],
        data: {
          type: 'one_time_password_token_request',
          // Assumed: Elastic Path finds no username with capitals, even if the login itself has them.
          username: lowerCase(email),
          purpose: 'reset_password',
        },
      })
      // The body may hold the code. Do not read it.
      if (succeeded(answer)) return { kind: 'pending' }
      if (NO_SUCH_USERNAME.has(answer.status) && answer.json !== undefined)
        return { kind: 'no-account' }
      throw faultOf(answer)
    },

    resetPassword: async (ticket, password) => {
      const proof = readProof(ticket.token)
      if (!proof) return { kind: 'link-invalid' }
      const isNew = 'code' in proof
      const member = isNew ? await exchange(api, passwordProfileId, proof) : proof
      if (!member) return { kind: 'link-invalid' }
      const retry: ResetTicket = { ...ticket, token: writeProof(member) }
      const outcomes = {
        changed: { kind: 'changed', email: ticket.email, subject: member.memberId },
        refused: { kind: 'password-refused', retry },
        expired: { kind: 'link-invalid' },
      } satisfies Record<string, ResetOutcome>
      try {
        const change = await changePassword(api, passwordProfileId, member, isNew, password)
        return typeof change === 'string'
          ? outcomes[change]
          : { kind: 'unconfirmed', retry, details: change.unconfirmed }
      } catch (fault) {
        if (!(fault instanceof UpstreamError)) throw fault
        return { kind: 'interrupted', retry, fault }
      }
    },

    readLink: (query) => {
      // The link in Elastic Path's guide leaves `+` unencoded, so it arrives as a space.
      const username = (query.get('username') ?? '').trim().replaceAll(' ', '+')
      const codes = CODE_NAMES.flatMap((name) => query.getAll(name))
      const code = codes[0]?.trim() ?? ''
      const isLink =
        codes.length === 1 &&
        isOwnProfile(query.get('password_profile_id')?.trim()) &&
        LinkUsernameShape.safeParse(username).success &&
        CodeShape.safeParse(code).success
      return isLink
        ? { subject: username, token: writeProof({ username, code }), email: null }
        : null
    },

    webhookHeaders: ['x-moltin-secret-key'],
    readWebhook: (request) => readElasticPathWebhook(request, config, api.knownRealm()),
  }
}
