import { json } from '#upstreams/testing/scripted-fetch-fixture.ts'

/** Settings of a store, for tests. Below are a member and scripted answers. */
export const config = {
  apiUrl: 'https://useast.api.elasticpath.com',
  clientId: 'a-client-id',
  clientSecret: 'a-client-secret',
  passwordProfileId: '9a44bb7e-e377-4382-b36e-c8030aad1c2d',
  realmId: null,
  webhookSecret: 'a-webhook-secret',
}
/** Id of the realm. */
export const realmId = '063623f1-9182-4c8f-bb17-91d326e06e69'
/** Id of the account member. */
export const memberId = '459a2d49-ff3f-4589-b9fb-7e86ac7273f4'
/** Id of the password profile info. */
export const loginId = 'd63be373-580d-4e16-818b-15513341e9b6'
/** Token that the code is exchanged for. */
export const memberToken = 'a-member.token-of.an-account'
/** Ticket of a link. */
export const ticket = {
  subject: memberId,
  token: '{"username":"john.doe@banks.com","code":"lprvj4"}',
  email: 'john.doe@banks.com',
}
/** Ticket whose code is exchanged. */
export const exchanged = { ...ticket, token: JSON.stringify({ memberToken, memberId }) }

/** Answers with an access token. */
export const bearer = (name = 'an-access-token') =>
  json(200, { access_token: name, token_type: 'Bearer', expires_in: 3600 })
/** Answers with the realm that members log in to. */
export const settings = json(200, {
  data: { relationships: { authentication_realm: { data: { id: realmId } } } },
})
/** Answers the exchange of a code with tokens of these accounts. */
export const members = (...data: object[]) =>
  json(201, { data, meta: { account_member_id: memberId } })
/** Answers the exchange of a code with a token of one account. */
export const member = members({
  type: 'account_management_authentication_token',
  token: memberToken,
})
/** Answers with the logins of the member, ours among them. */
export const logins = json(200, {
  data: [
    { id: 'another', password_profile_id: 'another', username: 'john' },
    { id: loginId, password_profile_id: config.passwordProfileId, username: 'john.doe@banks.com' },
  ],
})
/** Answers the change of a password. */
export const saved = json(200, { data: { id: loginId, username: 'john.doe@banks.com' } })
/** Answers with an error in Elastic Path's form. */
export const failed = (status: number, title: string, detail?: string) =>
  json(status, { errors: [{ status: String(status), title, detail }] })
/** Refuses the access token. */
export const staleBearer = failed(401, 'Unable to validate access token')
