import { existsSync } from 'node:fs'
import { createSealer } from '#lib/sealer.ts'
import { readConfig } from '#server/config/config.ts'
import { ConfigError } from '#server/config/config-error.ts'
import { DirectoryInUseError, sendToLockHolder } from '#server/store/data-dir-lock.ts'
import { errorCode } from '#server/store/error-code.ts'
import { openDatabase } from '#server/store/open-database.ts'
import {
  type DeadLetterCommand,
  deadLetterCommand,
  deadLettersIn,
  handleDeadLetters,
  NO_LETTER,
} from '#server/store/outbox/dead-letters.ts'
import { openQueues } from '#server/store/outbox/postgres-outbox.ts'
import { refuseNewerQueues } from '#server/store/schema.ts'
import { UnusableStoreError } from '#server/store/unusable-store-error.ts'
import { isAgreed } from './command-line/is-agreed.ts'
import { endIfHelp, endWithUsage } from './command-line/read-arguments.ts'

const EXIT = { failed: 1, unusable: 78 }

const USAGE = `Usage: npm run outbox -- list|retry|drop [id…]
       node outbox.js list|retry|drop [id…]

Without ids, retry and drop take all dead letters. On a terminal, drop asks first.

Exit codes: 0 done, 1 the database or the site did not answer, or an id is unknown,
64 the command line cannot be read, 78 the configuration is unusable.`

/** Errors whose message is a sentence for an operator. */
const EXPLAINED = [ConfigError, UnusableStoreError, DirectoryInUseError]

endIfHelp(USAGE)
const { data: command } = deadLetterCommand.safeParse(process.argv.slice(2))
if (!command) endWithUsage(USAGE)

// While no site runs, this command makes files and a socket in DATA_DIR.
process.umask(0o077)

const [verb, ...ids] = command
const isWhole = verb === 'drop' && ids.length === 0
if (isWhole && process.stdin.isTTY && !(await isAgreed('Drop all dead letters?'))) process.exit(0)
try {
  const answer = await carryOut(command)
  console.log(answer || 'The site could not do it: look at its log, and try again.')
  if (answer === '' || answer.includes(NO_LETTER)) process.exitCode = EXIT.failed
} catch (error) {
  const isExplained = EXPLAINED.some((kind) => error instanceof kind)
  console.error(
    isExplained
      ? (error as Error).message
      : `The database fails with ${errorCode(error)}: check DATABASE_URL or DATA_DIR.`,
  )
  process.exit(error instanceof ConfigError ? EXIT.unusable : EXIT.failed)
}

/** Sends the command to the site that has locked the directory, or else runs it here. */
async function carryOut(command: DeadLetterCommand): Promise<string> {
  const { store, secrets, upstream } = readConfig()
  if (store.kind === 'embedded') {
    const answer = await sendToLockHolder(store.directory, JSON.stringify(command))
    if (answer !== null) return answer
    // A wrong path would make an empty database, which has no dead letters.
    if (!existsSync(store.directory)) {
      throw new UnusableStoreError(`DATA_DIR has no database: ${store.directory} does not exist`)
    }
  }
  const database = await openDatabase(store, async () => '')
  try {
    await refuseNewerQueues(database)
    const boss = await openQueues(database, () => {})
    const answer = await handleDeadLetters(
      deadLettersIn(database.query, boss, createSealer(secrets, upstream.name)),
      command,
    )
    await boss.stop({ graceful: false })
    return answer
  } finally {
    await database.close()
  }
}
