import { expect, test } from 'vitest'
import { startBarePage } from './bare-page.ts'
import { CPU_OVER_BARE } from './budgets.ts'
import { CAN_MEASURE_CPU, cpuTimes } from './cpu-time.ts'
import { openedSite } from './opened-site.ts'

/**
 * Measurements, of which the best counts. Other load and the site's own background work can only add to the
 * time. A page that costs too much does so in each measurement; one that does not may look so in some.
 */
const MEASUREMENTS = 3

test.runIf(CAN_MEASURE_CPU)(
  'the first page costs the server at most twice the CPU of a bare static page',
  async () => {
    const bare = await startBarePage()
    const site = await openedSite()
    const page = { url: `${site.url}/forgot-password`, headers: {}, pid: site.pid }
    let least = Number.POSITIVE_INFINITY
    for (let nth = 0; nth < MEASUREMENTS && least > CPU_OVER_BARE; nth += 1) {
      const cpu = await cpuTimes({ bare, page })
      expect(cpu.bare).toBeGreaterThan(0)
      least = Math.min(least, cpu.page / cpu.bare)
    }
    await Promise.all([site.end(), bare.end()])
    expect(least).toBeLessThanOrEqual(CPU_OVER_BARE)
  },
)
