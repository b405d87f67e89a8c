import { expect, it } from 'vitest'
import { RESEND_API_KEY } from '#sandbox/credentials.ts'
import { json, newAddress, openSandbox } from '#sandbox/fixture.ts'
import { credentials } from '#upstreams/betterez/sandbox/credentials.ts'

const { apiKey, accountId } = credentials
const sandbox = openSandbox()

const tenTimes = async (ask: () => Promise<Response>) => {
  const failed: boolean[] = []
  for (let times = 0; times < 10; times += 1) failed.push((await ask()).status === 500)
  return failed
}

const mail = (to: string) =>
  sandbox.request(
    '/resend/emails',
    json(
      'POST',
      { from: 'a@site.example', to, subject: 'a', html: 'a', text: 'a' },
      { authorization: `Bearer ${RESEND_API_KEY}` },
    ),
  )

it("the vendor of an unreliable customer fails every fifth call, and nobody else's", async () => {
  const unreliable = await sandbox.newCustomer('betterez', 'unreliable')
  const normal = await sandbox.newCustomer('betterez')
  const ask = (email: string) => async () => {
    const query = new URLSearchParams({ providerId: accountId, lang: 'en-us', email })
    const path = `/betterez/notifications/customers/reset?${query}`
    return sandbox.request(path, { method: 'POST', headers: { 'x-api-key': apiKey } })
  }
  const failed = await tenTimes(ask(unreliable.email))
  expect(failed.filter(Boolean)).toHaveLength(2)
  expect(failed.slice(0, 5)).toEqual(failed.slice(5))
  expect(await tenTimes(ask(normal.email))).not.toContain(true)
})

it('Resend fails every fifth mail to an address that is called unreliable', async () => {
  const failed = await tenTimes(async () => mail('unreliable-1@example.com'))
  expect(failed.filter(Boolean)).toHaveLength(2)
  const address = newAddress()
  expect(await tenTimes(async () => mail(address))).not.toContain(true)
})
