import { type CheckResult, fail } from '#lib/check-result.ts'
import { checkAddress } from '#lib/email-address.ts'
import { createSealer } from '#lib/sealer.ts'
import { readConfig } from '#server/config/config.ts'
import { ConfigError } from '#server/config/config-error.ts'
import { type CheckContext, checkSite } from '#server/operator/checks.ts'
import { openProgress, readStore } from '#server/operator/read-store.ts'
import { sendTo } from '#server/operator/send-to.ts'
import { createPooledFetch } from '#upstreams/connection-pool.ts'
import { endWithUsage, readArguments } from './command-line/read-arguments.ts'

/** Exit codes: all is well, a check failed, a check warns or cannot see, the configuration is unusable. */
const EXIT = { ok: 0, fail: 1, doubt: 2, unusable: 78 }

const USAGE = `Usage: npm run doctor -- [--json] [--send-to ADDRESS]
       node doctor.js [--json] [--send-to ADDRESS]

  --json             one JSON object for each check
  --send-to ADDRESS  asks for a real reset, and waits for its mail

Exit codes: 0 all is well, 1 a check failed, 2 a check warns or cannot see, 64 the command line cannot be read,
78 the configuration is unusable.`

const { values } = readArguments(USAGE, {
  options: { json: { type: 'boolean', default: false }, 'send-to': { type: 'string' } },
})

const email = values['send-to']
if (email !== undefined && checkAddress(email) !== null && !/^[\d-]+$/.test(email)) {
  endWithUsage(`--send-to needs an address or a customer number.\n\n${USAGE}`)
}

const results = await collect()
for (const result of results) console.log(values.json ? JSON.stringify(result) : lineOf(result))
process.exit(process.exitCode ?? codeOf(results))

async function collect(): Promise<CheckResult[]> {
  try {
    const config = readConfig()
    const context = {
      config,
      environment: process.env,
      sealer: createSealer(config.secrets, config.upstream.name),
      fetch: createPooledFetch(config.egressProxy),
      readStore: () => readStore(config.store),
    }
    const results = await checkSite(context)
    return email ? [...results, ...(await prove(context, email))] : results
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.exitCode = EXIT.unusable
    return error.faults.map(({ variable, reason }) =>
      fail('config', `${variable} ${reason}.`, variable),
    )
  }
}

async function prove(context: CheckContext, email: string): Promise<CheckResult[]> {
  try {
    const progress = await openProgress(context.config.store)
    return await sendTo(context, email, progress).finally(progress.close)
  } catch {
    return [fail('reset.form', 'The database that tells the progress cannot be used.')]
  }
}

function lineOf({ state, id, sentence, variable }: CheckResult): string {
  const end = variable && state !== 'ok' ? `  [${variable}]` : ''
  return `${state.padEnd(8)} ${id.padEnd(20)} ${sentence}${end}`
}

function codeOf(all: readonly CheckResult[]): number {
  if (all.some(({ state }) => state === 'fail')) return EXIT.fail
  return all.every(({ state }) => state === 'ok') ? EXIT.ok : EXIT.doubt
}
