import { setTimeout as sleep } from 'node:timers/promises'
import { startBarePage } from '#e2e/performance/bare-page.ts'
import { cpuTimeOf } from '#e2e/system/program.ts'
import { resetOnce } from '#e2e/system/reset-once.ts'
import { STORES } from '#e2e/system/store.ts'
import { startTestEnvironment } from '#e2e/system/test-environment.ts'
import { ms } from '#scripts/bench/statistics.ts'

const WARM_UP = 60
const RESETS = 200
/** Time after the last job until the queues are polled less often, and some more. */
const QUIET_SECONDS = 100
const AT_REST_SECONDS = 30

/** Requests of one reset without JavaScript: two pages, two forms and the link. */
const REQUESTS = 5

type Measured = { readonly pid: number; readonly once: () => Promise<unknown> }

/**
 * Prints the CPU time of the server for a whole reset and at rest, on both stores, beside as many
 * requests for a bare page of the same Next.
 */
export async function benchReset(): Promise<void> {
  const bare = await startBarePage()
  const requests = async () => {
    for (let nth = 0; nth < REQUESTS; nth += 1) await (await fetch(bare.url)).text()
  }
  const rows: Record<string, object> = {
    [`${REQUESTS} bare pages`]: await measure({ pid: bare.pid, once: requests }),
  }
  await bare.end()
  for (const kind of STORES) {
    const environment = await startTestEnvironment('sessionm', {
      kind,
      env: () => ({ LOG_LEVEL: 'silent' }),
    })
    const { pid } = environment.server
    rows[`reset, ${kind} store`] = await measure({ pid, once: () => resetOnce(environment) })
    await environment.end()
  }
  console.table(rows)
}

async function measure({ pid, once }: Measured) {
  for (let nth = 0; nth < WARM_UP; nth += 1) await once()
  const before = cpuTimeOf(pid)
  for (let nth = 0; nth < RESETS; nth += 1) await once()
  const used = cpuTimeOf(pid) - before
  await sleep(QUIET_SECONDS * 1000)
  const quiet = cpuTimeOf(pid)
  await sleep(AT_REST_SECONDS * 1000)
  const atRest = (cpuTimeOf(pid) - quiet) / AT_REST_SECONDS
  return { 'CPU each': ms(used / RESETS), 'CPU a second at rest': ms(atRest) }
}
