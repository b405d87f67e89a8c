import type { TestEnvironment } from '#e2e/system/test-environment.ts'
import type { Behaviour } from '#sandbox/behaviours.ts'
import { freshAddress, linkIn } from '#sandbox/remote.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { RecordingClient } from './recording-client.ts'

/** Secrets of one customer. */
export type Secrets = {
  /** Address, for the pages of its own customer only. */
  readonly address: string
  /** Token, for the customer's mail only: the vendor's or ours. */
  readonly mailed: string | null
  readonly hidden: readonly string[]
}

/** Name of all customers. */
export const NAME = 'Wilhelmina Readable'

const PATIENCE_MS = 60_000

/** Behaviours with which the vendor gives no link. */
const WITHOUT_LINK = new Set<Behaviour | 'unknown'>(['suspended', 'down'])

/** Runs a customer through all outcomes of a journey. */
export async function runScenario(
  environment: TestEnvironment,
  client: RecordingClient,
  behaviour: Behaviour | 'unknown',
): Promise<Secrets> {
  const address = freshAddress(`canary+${behaviour}`)
  const password = `Canary "quiet" & wäry rivers of ${inLetters(address)}`
  const own = { email: address }
  const customer =
    behaviour === 'unknown'
      ? null
      : await environment.sandbox.register(environment.upstream, behaviour, { ...own, name: NAME })

  await client.get(`/forgot-password?email=${encodeURIComponent(address)}`, [], [address])
  await client.submit(await client.form('/forgot-password'), own)
  if (!customer || WITHOUT_LINK.has(behaviour)) {
    return { address, mailed: null, hidden: [password] }
  }
  const link = linkIn(await environment.sandbox.mailTo(address, 1, PATIENCE_MS))
  const { rawLinks, traits } = vendors[environment.upstream]
  const paths = await rawLinks(environment.sandbox, customer)
  if (behaviour === 'normal' && paths.length === 0 && traits.rawLink)
    throw new Error('the vendor of the sandbox gives no raw link')
  const raw = paths.map((path) => `${environment.siteUrl}${path}`)
  const cookies: string[] = []
  const mangled = [`${link}&gt;`, link.replace(customer.id, 'another'), `${link}x`]
  for (const each of [link, ...mangled, ...raw]) {
    const cookie = await client.open(each)
    cookies.push(cookie.split('=')[1] ?? '')
    await choose(client, cookie, address, ['short', 'password1234', password])
  }
  await choose(client, await client.open(link), address, [`${password} and more`])
  const mailed = new URL(link).searchParams.get('token')
  return { address, mailed, hidden: [password, ...cookies] }
}

/** Makes a password without a digit, which a strict vendor refuses. */
const inLetters = (address: string) =>
  address.replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')

/** Visits all pages of a link, and submits passwords if there is a form. */
async function choose(client: RecordingClient, cookie: string, email: string, passwords: string[]) {
  const head = [['Cookie', cookie]] as const
  for (const path of ['/change-password', '/change-password/expired', '/change-password/done']) {
    await client.get(path, head, [email])
    await client.get(path, [...head, ['RSC', '1']], [email])
  }
  const form = await client.form('/change-password', cookie).catch(() => null)
  if (!form) return
  for (const password of passwords) {
    await client.submit(form, { password, confirmPassword: password }, [email])
    await client.submit(form, { password, confirmPassword: 'another' }, [email])
  }
}
