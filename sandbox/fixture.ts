import { createSandbox } from '#sandbox/app.ts'
import type { Behaviour } from '#sandbox/behaviours.ts'
import type { Call } from '#sandbox/calls.ts'
import type { Mail } from '#sandbox/inbox.ts'
import type { UpstreamName } from '#upstreams/registry.ts'

/** URL of the site in the sandbox of a test. */
export const SITE = 'https://site.example'

let lastNumber = 0

/** Makes an address that no other test uses. */
export const newAddress = (): string => `customer-${++lastNumber}@example.com`

/** Makes a JSON request. */
export const json = (method: string, body: unknown, headers: Record<string, string> = {}) => ({
  method,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** Opens a sandbox in this process. It records its calls of webhooks in `deliveries`. */
export const openSandbox = () => {
  const deliveries: Request[] = []
  const app = createSandbox({
    url: 'http://localhost:4000',
    siteOf: () => SITE,
    fetch: async (input, init) => {
      deliveries.push(new Request(input, init))
      return new Response(null, { status: 202 })
    },
  })
  const read = async <T>(path: string): Promise<T> => {
    const answer = await app.request(path)
    return answer.json()
  }
  return {
    request: async (path: string, init?: RequestInit) => app.request(path, init),
    deliveries,
    newCustomer: async (upstream: UpstreamName, behaviour: Behaviour = 'normal', name?: string) => {
      const customer = { upstream, email: newAddress(), behaviour, ...(name && { name }) }
      const answer = await app.request('/customers', json('POST', customer))
      const made: { id: string; email: string; password: string } = await answer.json()
      return made
    },
    mails: (to: string) => read<Mail[]>(`/inbox.json?to=${encodeURIComponent(to)}`),
    calls: (upstream: UpstreamName, customer: string) =>
      read<Call[]>(`/calls.json?upstream=${upstream}&customer=${customer}`),
    signIn: async (upstream: UpstreamName, email: string, password: string) => {
      const body = new URLSearchParams({ email, password })
      const answer = await app.request(`/shop/${upstream}`, { method: 'POST', body })
      return answer.text()
    },
  }
}
