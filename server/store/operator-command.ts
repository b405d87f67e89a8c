import * as z from 'zod'
import type { Progress } from '#lib/reset/progress.ts'
import type { Database } from './database.ts'
import { type DeadLetters, deadLetterCommand, handleDeadLetters } from './outbox/dead-letters.ts'
import { reportStore } from './store-report.ts'

const command = z.union([
  z.tuple([z.literal('report')]),
  z.tuple([z.literal('steps'), z.string()]),
  deadLetterCommand,
])

/** A command that another process sends to the site which holds the embedded database. */
export type OperatorCommand = z.infer<typeof command>

type Parts = {
  readonly database: Database
  readonly deadLetters: DeadLetters
  readonly progress: Pick<Progress, 'find'>
}

/** Carries out an operator's command, in JSON. @returns JSON, or lines of text about dead letters */
export async function answerOperator(question: string, parts: Parts): Promise<string> {
  const [verb, ...ids] = command.parse(JSON.parse(question))
  switch (verb) {
    case 'report':
      return JSON.stringify(await reportStore(parts.database))
    case 'steps':
      return JSON.stringify(await parts.progress.find(ids[0] ?? ''))
    default:
      return handleDeadLetters(parts.deadLetters, [verb, ...ids])
  }
}
