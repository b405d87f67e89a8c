import { totalmem } from 'node:os'
import { type CheckResult, fail, ok, unknown, warn } from '#lib/check-result.ts'
import type { Config } from '#server/config/config.ts'
import { KNOWN, type OpenStoreReport, type StoreReport } from '#server/store/store-report.ts'

const MEGABYTE = 1024 * 1024

/** Memory that a container needs, in MB (docs/performance.md). */
const NEEDED_MB = { embedded: 512, server: 256 } as const

/** Age in seconds of a due job after which its workers are slow, and after which they are stuck. */
const SLOW_SECONDS = 60
const STUCK_SECONDS = 300

/** Share of the hour's mails after which the operator is warned, in percent. */
const MANY_PERCENT = 80

/** Codes of errors that are about rights. @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const NO_RIGHT = new Set(['42501', 'EACCES', 'EPERM', 'EROFS'])

type Settings = Pick<Config, 'store' | 'limits'>

/** Makes the results about the database. @param report null: no site runs that could tell */
export function checkStore({ store, limits }: Settings, report: StoreReport | null): CheckResult[] {
  const variable = store.kind === 'server' ? 'DATABASE_URL' : 'DATA_DIR'
  const memory = checkMemory(store.kind)
  if (report === null || 'code' in report) {
    const isRight = report !== null && NO_RIGHT.has(report.code)
    const seen = (sentence: string) =>
      report === null ? unknown('db.connect', sentence) : fail('db.connect', sentence, variable)
    return [
      seen(
        report === null
          ? 'No site runs with this DATA_DIR, and only a site opens it.'
          : `The database cannot be used: code ${report.code}, see docs/operating.md.`,
      ),
      isRight
        ? fail('db.rights', `The rights are missing: code ${report.code}.`, variable)
        : unknown('db.rights', 'The database was not opened.'),
      unknown('db.schema', 'The database was not opened.'),
      memory,
    ]
  }
  return [
    ok('db.connect', 'The database answers.'),
    checkRights(report, variable),
    checkSchema(report, variable),
    memory,
    checkBudget(report.mailsThisHour, limits.mailsPerHour),
    checkQueues(report),
  ]
}

function checkRights({ canCreate, isReadOnly }: OpenStoreReport, variable: string): CheckResult {
  if (isReadOnly) return fail('db.rights', 'The server is a standby, which only reads.', variable)
  return canCreate
    ? ok('db.rights', 'The role may make tables.')
    : fail('db.rights', 'The role may not make tables: let it own the database.', variable)
}

function checkSchema({ tables, queues }: OpenStoreReport, variable: string): CheckResult {
  if (tables > KNOWN.tables || queues > KNOWN.queues)
    return fail('db.schema', 'The tables belong to a newer release.', variable)
  return tables === KNOWN.tables && queues === KNOWN.queues
    ? ok('db.schema', 'The tables are those of this release.')
    : warn('db.schema', 'The tables are missing or old: the next start makes them.')
}

function checkMemory(kind: keyof typeof NEEDED_MB): CheckResult {
  const limit = process.constrainedMemory()
  const megabytes = Math.floor(Math.min(limit || Number.POSITIVE_INFINITY, totalmem()) / MEGABYTE)
  const needed = NEEDED_MB[kind]
  return megabytes >= needed
    ? ok('store.memory', `There are ${needed} MB of memory or more.`)
    : warn('store.memory', `There are ${megabytes} MB of memory, and ${needed} are needed.`)
}

function checkBudget(used: number, limit: number): CheckResult {
  const percent = Math.floor((used * 100) / limit)
  if (used >= limit)
    return fail('mail.budget', 'The mails of this hour are used up: others wait.', 'MAILS_PER_HOUR')
  return percent >= MANY_PERCENT
    ? warn('mail.budget', `${percent} percent of this hour's mails are used.`, 'MAILS_PER_HOUR')
    : ok('mail.budget', `${percent} percent of this hour's mails are used.`)
}

function checkQueues({ oldestDueSeconds, deadLetters }: OpenStoreReport): CheckResult {
  const id = 'queue.age'
  if (oldestDueSeconds >= SLOW_SECONDS) {
    const state = oldestDueSeconds >= STUCK_SECONDS ? fail : warn
    return state(id, `A job waits since ${oldestDueSeconds} s for a worker: restart the site.`)
  }
  return deadLetters > 0
    ? warn(id, `${deadLetters} dead letters wait: npm run outbox -- list.`)
    : ok(id, 'No job waits for a worker.')
}
