import { parseArgs } from 'node:util'
import { benchFlood } from '#scripts/bench/flood.ts'
import { benchMemory } from '#scripts/bench/memory.ts'
import { benchOutbox } from '#scripts/bench/outbox.ts'
import { benchPages } from '#scripts/bench/pages.ts'
import { benchReset } from '#scripts/bench/reset.ts'
import { benchTiming } from '#scripts/bench/timing.ts'
import { buildIfNeeded } from '#scripts/build-if-needed.ts'

const USAGE = `Usage: npm run bench -- timing [--leak]
                        outbox [--store embedded|server]
                        flood [--store embedded|server] [--forms 12000]
                        memory [--store embedded|server]
                        pages [--no-lighthouse]
                        reset`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    leak: { type: 'boolean', default: false },
    store: { type: 'string', default: 'embedded' },
    forms: { type: 'string', default: '12000' },
    lighthouse: { type: 'boolean', default: true },
  },
})

process.exitCode = await bench(positionals[0])

async function bench(name: string | undefined): Promise<number> {
  const { leak, store, forms, lighthouse } = values
  if (store !== 'embedded' && store !== 'server') return explain()
  switch (name) {
    case 'timing':
      buildIfNeeded()
      return (await benchTiming(leak)) ? 0 : 1
    case 'outbox':
      buildIfNeeded()
      await benchOutbox(store)
      return 0
    case 'memory':
      buildIfNeeded()
      await benchMemory(store)
      return 0
    case 'flood':
      buildIfNeeded()
      await benchFlood(store, Number(forms))
      return 0
    case 'pages':
      buildIfNeeded()
      await benchPages(lighthouse)
      return 0
    case 'reset':
      buildIfNeeded()
      await benchReset()
      return 0
    default:
      return explain()
  }
}

function explain(): number {
  console.error(USAGE)
  return 2
}
