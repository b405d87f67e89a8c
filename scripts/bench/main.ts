import { STORES } from '#e2e/system/store.ts'
import { benchFlood } from '#scripts/bench/flood.ts'
import { benchMemory } from '#scripts/bench/memory.ts'
import { benchOutbox } from '#scripts/bench/outbox.ts'
import { benchPages } from '#scripts/bench/pages.ts'
import { benchReset } from '#scripts/bench/reset.ts'
import { benchTiming } from '#scripts/bench/timing.ts'
import { buildIfNeeded } from '#scripts/build/build-if-needed.ts'
import { endWithUsage, readArguments } from '#scripts/command-line/read-arguments.ts'

const USAGE = `Usage: npm run bench -- timing [--leak]
                        outbox [--store embedded|server]
                        flood [--store embedded|server] [--forms 12000]
                        memory [--store embedded|server]
                        pages
                        reset`

const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    leak: { type: 'boolean', default: false },
    store: { type: 'string', default: 'embedded' },
    forms: { type: 'string', default: '12000' },
  },
})
const store = STORES.find((kind) => kind === values.store) ?? endWithUsage(USAGE)

const BENCHES: Partial<Record<string, () => Promise<void>>> = {
  timing: () => benchTiming(values.leak),
  outbox: () => benchOutbox(store),
  flood: () => benchFlood(store, Number(values.forms)),
  memory: () => benchMemory(store),
  pages: benchPages,
  reset: benchReset,
}

const bench = BENCHES[positionals[0] ?? ''] ?? endWithUsage(USAGE)
buildIfNeeded()
await bench()
