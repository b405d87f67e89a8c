import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { json } from '#sandbox/fixture.ts'
import { credentials } from '#upstreams/elastic-path/sandbox/credentials.ts'
import { begin, memberOf, sandbox } from '#upstreams/elastic-path/sandbox/fixture.ts'

const { passwordProfileId, realmId } = credentials
const type = 'user_authentication_password_profile_info'

let authorization = ''

beforeEach(async () => {
  vi.useFakeTimers()
  authorization = await begin()
})
afterEach(() => vi.useRealTimers())

describe('changing a password at Elastic Path', () => {
  it.each([{}, { password_profile_id: passwordProfileId }])(
    'takes a body with %o beside the password',
    async (extra) => {
      const { email } = await sandbox.newCustomer('elastic-path')
      const { infos, infoId, headers } = await memberOf(email)
      const data = { id: infoId, type, password: 'a good long password', ...extra }
      const answer = await sandbox.request(`${infos}/${infoId}`, json('PUT', { data }, headers))
      expect(answer.status).toBe(200)
      expect(await sandbox.signIn('elastic-path', email, 'a good long password')).toContain(
        'Signed in',
      )
    },
  )

  it('lists the infos of the member, another profile first', async () => {
    const { email } = await sandbox.newCustomer('elastic-path')
    const { infos, infoId, headers } = await memberOf(email)
    const answer = await sandbox.request(infos, { headers })
    const { data }: { data: { id: string }[] } = await answer.json()
    expect(data.map(({ id }) => id)).toEqual([expect.any(String), infoId])
  })

  it('renames the login when another username is sent', async () => {
    const { email, password } = await sandbox.newCustomer('elastic-path')
    const { infos, infoId, headers } = await memberOf(email)
    const data = { id: infoId, type, username: `new-${email}` }
    await sandbox.request(`${infos}/${infoId}`, json('PUT', { data }, headers))
    expect(await sandbox.signIn('elastic-path', email, password)).toContain('match')
    expect(await sandbox.signIn('elastic-path', `new-${email}`, password)).toContain('Signed in')
  })

  it("refuses another member's token, a wrong id, and a short password", async () => {
    const { email } = await sandbox.newCustomer('elastic-path')
    const other = await sandbox.newCustomer('elastic-path')
    const { infos, infoId, headers } = await memberOf(email)
    const put = (data: object, sent: Record<string, string> = headers) =>
      sandbox.request(`${infos}/${infoId}`, json('PUT', { data: { type, ...data } }, sent))
    const good = { id: infoId, password: 'a good long password' }
    expect((await put(good, (await memberOf(other.email)).headers)).status).toBe(403)
    expect((await put(good, { authorization })).status).toBe(401)
    expect((await put({ ...good, id: realmId })).status).toBe(400)
    const short = await put({ ...good, password: 'short' })
    expect([short.status, await short.json()]).toMatchObject([
      422,
      { errors: [{ detail: 'Constraint violation' }] },
    ])
  })
})
