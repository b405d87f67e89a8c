import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { sendAll } from './campaign.ts'
import { campaignOf, customersFile, sendingTo } from './campaign-fixture.ts'

/** Rows of the longer file. `CAMPAIGN_ROWS=1000000` measures more. */
const ROWS = Number(process.env.CAMPAIGN_ROWS ?? 100_000)

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Sends a campaign to a site that remembers nothing. @returns the largest memory on the way, in bytes */
async function memoryOf(rows: number): Promise<number> {
  const fetch = async () => Response.json({ cause: 'a-cause' }, { status: 202 })
  const campaign = await campaignOf(customersFile(rows))
  let most = 0
  await sendAll(campaign, {
    ...sendingTo({ fetch }),
    onProgress(done) {
      if (done % (rows / 10) !== 0) return
      collect()
      const { heapUsed, external } = process.memoryUsage()
      most = Math.max(most, heapUsed + external)
    },
  })
  return most
}

test('a campaign needs no more memory for ten times the rows', async () => {
  // The first run loads code.
  await memoryOf(1000)
  const few = await memoryOf(10_000)
  const startMs = performance.now()
  const many = await memoryOf(ROWS)
  const figures = { rows: ROWS, few, many, ms: Math.round(performance.now() - startMs) }
  if (process.env.CAMPAIGN_ROWS) console.info(figures)
  expect(many / few).toBeLessThan(1.2)
}, 600_000)
