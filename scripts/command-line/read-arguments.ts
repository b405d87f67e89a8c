import { type ParseArgsConfig, parseArgs } from 'node:util'

/** Exit code of a wrong command line: `EX_USAGE` of sysexits.h. */
const EXIT_USAGE = 64

/**
 * Reads the command line. `--help` prints the usage and ends the process with 0; a line that cannot be
 * read ends it with 64.
 */
export function readArguments<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  endIfHelp(usage)
  try {
    return parseArgs<Config>(config)
  } catch (error) {
    endWithUsage(error instanceof Error ? `${error.message}\n\n${usage}` : usage)
  }
}

/** Prints the usage, and ends the process with 0, if the command line asks for it. */
export function endIfHelp(usage: string): void {
  if (!process.argv.slice(2).some((each) => each === '--help' || each === '-h')) return
  console.log(usage)
  process.exit(0)
}

/** Prints what is wrong, or the usage, and ends the process with 64. */
export function endWithUsage(usage: string): never {
  console.error(usage)
  process.exit(EXIT_USAGE)
}
