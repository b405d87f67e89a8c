import { Agent, request } from 'node:http'
import { cpuTimeOf } from '#e2e/system/program.ts'
import { quantile } from '#scripts/bench/statistics.ts'
import type { Page } from './pages.ts'

/** A request to measure, and the process that answers it. */
export type Measured = Pick<Page, 'url' | 'headers'> & { readonly pid: number }

/** True if this system shows the CPU time of another process. */
export const CAN_MEASURE_CPU = process.platform === 'linux'

const ROUNDS = 7
const BATCH = 200
const WARM_UP = 8
const CONNECTIONS = 4

/**
 * Measures the CPU time of a request on the server, in milliseconds, of all threads. The servers take turns
 * in batches, so that other load affects them alike.
 * @returns the median of the rounds, by name
 */
export async function cpuTimes<Name extends string>(
  measured: Record<Name, Measured>,
): Promise<Record<Name, number>> {
  const all = Object.entries(measured) as [Name, Measured][]
  const samples = new Map<Name, number[]>(all.map(([name]) => [name, []]))
  for (const [, one] of all) for (let nth = 0; nth < WARM_UP; nth += 1) await batch(one)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, one] of round % 2 ? all.toReversed() : all) {
      samples.get(name)?.push(await batch(one))
    }
  }
  const medians = [...samples].map(([name, values]) => [name, quantile(values, 0.5)])
  return Object.fromEntries(medians)
}

/** Runs a batch. @returns milliseconds of CPU time per request */
async function batch({ url, headers, pid }: Measured): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const before = cpuTimeOf(pid)
  const requests = Array.from({ length: BATCH }, () => get(url, headers, agent))
  const statuses = new Set(await Promise.all(requests))
  const used = cpuTimeOf(pid) - before
  agent.destroy()
  if (statuses.size !== 1) throw new Error(`${url} is answered with ${[...statuses].join(', ')}`)
  return used / BATCH
}

/** Requests a page as a browser does, over a kept connection, and drops the answer. */
const get = (url: string, headers: Record<string, string>, agent: Agent) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request(url, { agent, headers: { ...headers, 'Accept-Encoding': 'gzip' } })
    asked.on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode)))
    asked.on('error', reject).end()
  })
