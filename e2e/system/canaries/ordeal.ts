import type { World } from '#e2e/system/world.ts'
import type { UpstreamName } from '#lib/reset/upstream.ts'
import type { Behaviour } from '#sandbox/behaviours.ts'
import { credentials } from '#sandbox/credentials.ts'
import { type Customer, freshAddress, linkIn } from '#sandbox/remote.ts'
import type { Witness } from './witness.ts'

/** What nobody may find. */
export type Secrets = {
  /** Only its own customer may be shown it. */
  readonly address: string
  /** Only their mail may hold it: Betterez' own token, or ours. */
  readonly mailed: string | null
  readonly hidden: readonly string[]
}

/** The name of every customer. */
export const NAME = 'Wilhelmina Readable'

const PATIENCE_MS = 60_000

/** With these the vendor gives no link. */
const WITHOUT_LINK = new Set<Behaviour | 'unknown'>(['suspended', 'down'])

/** Takes a customer through everything that can happen to them. */
export async function ordeal(
  world: World,
  witness: Witness,
  behaviour: Behaviour | 'unknown',
): Promise<Secrets> {
  const address = freshAddress(`canary+${behaviour}`)
  const password = `Canary "quiet" & wäry rivers of ${inLetters(address)}`
  const own = { email: address }
  const customer =
    behaviour === 'unknown'
      ? null
      : await world.sandbox.register(world.upstream, behaviour, { ...own, name: NAME })

  await witness.get(`/forgot-password?email=${encodeURIComponent(address)}`, [], [address])
  await witness.submit(await witness.form('/forgot-password'), own)
  if (!customer || WITHOUT_LINK.has(behaviour)) {
    return { address, mailed: null, hidden: [password] }
  }
  const link = linkIn(await world.sandbox.mailTo(address, 1, PATIENCE_MS))
  const tokens = await vendorTokens(world, customer)
  const raw = tokens.map((token) => rawLink(world.upstream, customer, token))
  const cookies: string[] = []
  const mangled = [`${link}&gt;`, link.replace(customer.id, 'another'), `${link}x`]
  for (const each of [link, ...mangled, ...raw]) {
    const cookie = await witness.open(each)
    cookies.push(cookie.split('=')[1] ?? '')
    await choose(witness, cookie, address, ['short', 'password1234', password])
  }
  await choose(witness, await witness.open(link), address, [`${password} and more`])
  const mailed = new URL(link).searchParams.get('token')
  return { address, mailed, hidden: [password, ...cookies] }
}

/** A strict vendor refuses a password without a digit. */
const inLetters = (address: string) =>
  address.replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')

/** On the page where a password is chosen, or on the one that says why it cannot be. */
async function choose(witness: Witness, cookie: string, email: string, passwords: string[]) {
  const head = [['Cookie', cookie]] as const
  for (const path of ['/change-password', '/change-password/expired', '/change-password/done']) {
    await witness.get(path, head, [email])
    await witness.get(path, [...head, ['RSC', '1']], [email])
  }
  const form = await witness.form('/change-password', cookie).catch(() => null)
  if (!form) return
  for (const password of passwords) {
    await witness.submit(form, { password, confirmPassword: password }, [email])
    await witness.submit(form, { password, confirmPassword: 'another' }, [email])
  }
}

/** What the vendor knows a reset by, where no mail of ours may hold it. */
async function vendorTokens(world: World, { id, email }: Customer): Promise<string[]> {
  if (world.upstream === 'elastic-path') {
    const events = await world.sandbox.deliveries()
    return [...new Set(events.map(({ body }) => body as Event))]
      .filter(({ payload }) => payload.user_authentication_info.email === email)
      .map(({ payload }) => payload.one_time_password_token)
  }
  if (world.upstream === 'betterez') return []
  const { apiKey, apiSecret } = credentials.sessionm
  const url = `${world.sandbox.url}/sessionm/priv/v1/apps/${apiKey}/users/${id}/perform`
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ sendPasswordResetEmail: { email, send_email: false } }),
  })
  const { user } = (await answer.json()) as { user?: { verification_string: string } }
  return user ? [user.verification_string] : []
}

type Event = {
  payload: { one_time_password_token: string; user_authentication_info: { email: string } }
}

/** The vendor's own link, as a company's own mailer writes it. */
const rawLink = (upstream: UpstreamName, { id, email }: Customer, token: string) =>
  upstream === 'elastic-path'
    ? `http://x/change_password?username=${encodeURIComponent(email)}&token=${token}`
    : `http://x/actions?action=resetPwd&customerId=${id}&token=${encodeURIComponent(token)}`
