import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UpstreamError } from '#lib/reset/upstream.ts'
import {
  type Environment,
  type NewSecret,
  type Plan,
  type Provision,
  ProvisionError,
  type ProvisionTools,
} from '#upstreams/provision.ts'

/** Exit codes: done, a fault, something is left for a person to do. */
const EXIT = { done: 0, fault: 1, left: 2 }

/** Answers to the command's options. */
export type ProvisionOptions = {
  readonly isDryRun: boolean
  /** Asks whether to make the changes. */
  readonly confirm: () => Promise<boolean>
  readonly print: (line: string) => void
  /** Directory of the files with new secrets. */
  readonly directory: string
}

/**
 * Sets a vendor up for one site: shows the difference, asks, and makes the changes. A second run finds
 * nothing to change. Secrets go to files that only this user can read.
 * @returns the exit code
 */
export async function runProvision(
  provision: Provision,
  environment: Environment,
  tools: ProvisionTools,
  options: ProvisionOptions,
): Promise<number> {
  const { print, isDryRun, confirm, directory } = options
  try {
    const plan = await provision.plan(withSecretFiles(provision, environment, directory), tools)
    for (const note of plan.notes) print(note)
    if (plan.changes.length + plan.secrets.length === 0) {
      if (provision.isAutomatic) print('nothing to change')
      printVariables(plan, options, environment)
      return EXIT.done
    }
    for (const { diff } of plan.changes) print(`~ ${diff}`)
    for (const { variable } of plan.secrets) print(`+ ${fileOf(directory, variable)}`)
    if (isDryRun) return EXIT.done
    if (!(await confirm())) return EXIT.left
    // A secret that the vendor knows and nobody else would be lost.
    for (const secret of plan.secrets) writeSecret(directory, secret)
    const areAllMade = await makeChanges(plan, print)
    printVariables(plan, options, environment)
    return areAllMade ? EXIT.done : EXIT.left
  } catch (error) {
    if (!(error instanceof ProvisionError || error instanceof UpstreamError)) throw error
    print(error.message)
    return EXIT.fault
  }
}

async function makeChanges({ changes }: Plan, print: (line: string) => void): Promise<boolean> {
  let areAllMade = true
  for (const { diff, byHand, apply } of changes) {
    const isMade = await apply()
    areAllMade &&= isMade
    print(isMade ? `done  ${diff}` : `not allowed for this key: ${diff}\n  by hand: ${byHand}`)
  }
  return areAllMade
}

/** Prints the variables of the site that are not set so yet. */
function printVariables(
  { variables, secrets }: Plan,
  { print, directory }: ProvisionOptions,
  environment: Environment,
): void {
  for (const [name, value] of Object.entries(variables()))
    if (environment[name] !== value) print(`${name}=${value}`)
  for (const { variable } of secrets) print(`${variable}_FILE=${fileOf(directory, variable)}`)
}

const fileOf = (directory: string, variable: string): string =>
  join(directory, variable.toLowerCase().replaceAll('_', '-'))

/** Adds the secrets that an earlier run has written, unless the environment has them. */
const withSecretFiles = (
  { secrets }: Provision,
  environment: Environment,
  directory: string,
): Environment => ({
  ...Object.fromEntries(secrets.map((name) => [name, readSecret(fileOf(directory, name))])),
  ...environment,
})

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

/** Writes a secret into a new file. @throws {ProvisionError} if there is one of that name */
function writeSecret(directory: string, { variable, value }: NewSecret): void {
  const path = fileOf(directory, variable)
  try {
    writeFileSync(path, `${value}\n`, { mode: 0o600, flag: 'wx' })
  } catch {
    throw new ProvisionError(`${path} cannot be made: nothing was changed.`)
  }
}
