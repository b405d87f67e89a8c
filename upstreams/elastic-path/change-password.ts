import * as z from 'zod'
import type { FaultDetails } from '#lib/fault-reason.ts'
import {
  type Answer,
  detailsOf,
  faultOf,
  faultWith,
  noAnswer,
  succeeded,
} from '#upstreams/http-client.ts'
import { type ElasticPathApi, refusesAccessToken } from './api.ts'
import { type CodeProof, type MemberProof, MemberProofShape } from './proof.ts'

const { memberId, memberToken } = MemberProofShape.shape

const Exchanged = z.object({
  data: z.array(z.object({ token: memberToken })),
  meta: z.object({ account_member_id: memberId }),
})

const Logins = z.object({
  data: z.array(
    z.object({ id: z.string().min(1), password_profile_id: z.string(), username: z.string() }),
  ),
})

const CODE_REFUSED = new Set([400, 401, 403, 404, 422])

/**
 * Spends a code. A failure leaves the password unchanged.
 * @returns null when Elastic Path refuses it
 * @see https://elasticpath.dev/docs/api/accounts/post-v-2-account-members-tokens
 */
export const exchange = async (
  api: ElasticPathApi,
  passwordProfileId: string,
  { username, code }: CodeProof,
): Promise<MemberProof | null> => {
  // Load the realm first: if that fails, the code is not spent.
  await api.realm()
  const call = {
    name: 'code exchange',
    method: 'POST',
    path: ['v2', 'account-members', 'tokens'],
    data: {
      type: 'account_management_authentication_token',
      authentication_mechanism: 'passwordless',
      password_profile_id: passwordProfileId,
      username,
      one_time_password_token: code,
    },
  } as const
  const answer = await api.send(call, refusesAccessToken)
  // The code may be spent. The customer's next try will show it.
  if (answer.kind === 'lost') throw noAnswer(answer)
  if (refusesAccessToken(answer)) throw faultOf(answer)
  if (CODE_REFUSED.has(answer.status) && answer.json !== undefined) return null
  const exchanged = Exchanged.safeParse(answer.json).data
  if (!succeeded(answer) || !exchanged) throw faultOf(answer)
  const account = exchanged.data[0]
  if (!account)
    throw faultWith(answer, 'misconfigured', 'no-member-account', 'member without an account')
  return { memberToken: account.token, memberId: exchanged.meta.account_member_id }
}

/** Outcome of a change. `expired`: the member's token has expired. */
export type Change = 'changed' | 'refused' | 'expired' | { readonly unconfirmed: FaultDetails }

/**
 * Sets the password of a member.
 * @param isNew whether their token was just issued, and is valid
 * @see https://elasticpath.dev/docs/authentication/single-sign-on/user-authentication-password-profiles-api/update-a-user-authentication-password-profile
 */
export const changePassword = async (
  api: ElasticPathApi,
  passwordProfileId: string,
  member: MemberProof,
  isNew: boolean,
  password: string,
): Promise<Change> => {
  const type = 'user_authentication_password_profile_info'
  const users = ['v2', 'authentication-realms', await api.realm(), 'user-authentication-info']
  const logins = [...users, member.memberId, 'user-authentication-password-profile-info']
  const headers = { 'EP-Account-Management-Authentication-Token': member.memberToken }

  const expired = (answer: Answer): 'expired' => {
    if (isNew || answer.status !== 401 || refusesAccessToken(answer)) throw faultOf(answer)
    return 'expired'
  }

  const list = await api.ask({ name: 'login search', method: 'GET', path: logins, headers })
  if (!succeeded(list)) return expired(list)
  const found = Logins.safeParse(list.json).data
  if (!found) throw faultOf(list)
  const login = found.data.find((each) => each.password_profile_id === passwordProfileId)
  if (!login) throw faultWith(list, 'misconfigured', 'wrong-id', 'none with the password profile')

  const { id, username } = login
  const reply = await api.send({
    name: 'password change',
    method: 'PUT',
    path: [...logins, id],
    headers,
    // The service and its documentation require different fields: send both. Another username would
    // rename the login.
    data: { id, type, password_profile_id: passwordProfileId, username, password },
  })
  if (reply.kind === 'lost') return { unconfirmed: reply.details }
  if (succeeded(reply))
    return reply.json === undefined ? { unconfirmed: detailsOf(reply) } : 'changed'
  return reply.status === 400 || reply.status === 422 ? 'refused' : expired(reply)
}
