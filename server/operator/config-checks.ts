import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type CheckResult, fail, ok, warn } from '#lib/check-result.ts'
import { isLoopbackHost } from '#lib/config-fields.ts'
import type { Config } from '#server/config/config.ts'
import { configWarnings } from '#server/config/warnings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Levels at which a failed mail or request is not in the log. */
const HIDING_LEVELS = new Set(['fatal', 'silent'])

const WARNINGS = {
  unknown: 'The site reads no such variable, though its name looks like one',
  blank: 'The variable is set to nothing: quote a value that begins with #',
  'no-notices': 'Nobody mails customers that their password was changed',
} as const

/** Checks what can be seen in the configuration alone. */
export async function checkConfig(
  config: Config,
  environment: Environment,
): Promise<CheckResult[]> {
  return [
    ...(await checkHostname(environment.HOSTNAME?.trim())),
    checkUrl(config),
    checkLogLevel(config),
    ...configWarnings(config, environment).map(({ outcome, variable, likely }) =>
      warn(
        'config.variables',
        likely ? `${WARNINGS[outcome]}: ${likely} may be meant.` : `${WARNINGS[outcome]}.`,
        variable,
      ),
    ),
  ]
}

/** Shells and containers set `HOSTNAME` to the machine's name, at which the server would then listen. */
async function checkHostname(hostname: string | undefined): Promise<CheckResult[]> {
  const id = 'config.hostname'
  if (!hostname) return [ok(id, 'The server listens at every address of the machine.')]
  if (isIP(hostname) || hostname === 'localhost')
    return [ok(id, 'The server listens at the address that is set.')]
  const isFound = await lookup(hostname).then(
    () => true,
    () => false,
  )
  return [
    isFound
      ? warn(
          id,
          'It is a name, as shells and containers set it: write 0.0.0.0 or 127.0.0.1.',
          'HOSTNAME',
        )
      : fail(id, 'It is a name that cannot be looked up: write 0.0.0.0 or 127.0.0.1.', 'HOSTNAME'),
  ]
}

const checkUrl = ({ siteUrl }: Config): CheckResult =>
  isLoopbackHost(new URL(siteUrl).hostname)
    ? warn('config.url', 'Only this machine can follow links to a loopback address.', 'SITE_URL')
    : ok('config.url', 'Links lead to a public address by https.')

const checkLogLevel = ({ logLevel }: Config): CheckResult => {
  const id = 'config.log'
  if (HIDING_LEVELS.has(logLevel))
    return fail(id, 'The log hides failed mails and refused credentials.', 'LOG_LEVEL')
  return logLevel === 'error' || logLevel === 'warn'
    ? warn(id, 'The log does not count resets: that takes info.', 'LOG_LEVEL')
    : ok(id, 'The log has every reset.')
}
