import { DEMO_API_KEYS } from '#scripts/demo/demo-environment.ts'
import { until } from './program.ts'

type State = { state: string; reason?: string; times: Record<string, string> }

/** Calls the API of a site, by default with the key that may see accounts. */
export function apiOf(siteUrl: string) {
  const call = (path: string, key: string, body?: object) =>
    fetch(`${siteUrl}${path}`, {
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  const stateOf = async (cause: string, key = DEMO_API_KEYS.crm): Promise<State> =>
    (await call(`/api/reset-requests/${cause}`, key)).json()

  return {
    call,
    stateOf,
    /** Asks for a mail. @returns the cause */
    async ask(body: object): Promise<string> {
      const own = { idempotencyKey: crypto.randomUUID(), ...body }
      const answer = await call('/api/reset-requests', DEMO_API_KEYS.crm, own)
      if (answer.status !== 202) throw new Error(`not accepted: ${await answer.text()}`)
      return (await answer.json()).cause
    },
    /** Waits until a reset is in a state. */
    async reach(cause: string, state: string): Promise<State> {
      let last: State | undefined
      await until(`the state ${state}`, async () => {
        last = await stateOf(cause)
        return last.state === state
      })
      if (!last) throw new Error('there is no state')
      return last
    },
  }
}
