import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { type Config, VARIABLES } from './config.ts'

/** A setting that is probably not what the operator meant: names only, never a value. */
export type ConfigWarning = {
  /**
   * `unknown`: no variable of this site, but it looks like one · `blank`: set to an empty value ·
   * `no-notices`: customers get no mail after their password was changed.
   */
  readonly outcome: 'unknown' | 'blank' | 'no-notices'
  readonly variable: string
  /** The variable that was probably meant. */
  readonly likely?: string
}

/** Prefixes that only this site's variables have. */
const OWN_PREFIX = new RegExp(
  `^(${UPSTREAM_NAMES.map((name) => name.replaceAll('-', '_?')).join('|')}|RESEND|BRAND|BREACH_CHECK)_`,
  'i',
)

/**
 * Variables that Kubernetes adds to a container for each service of its namespace.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
const OF_KUBERNETES = /_SERVICE_HOST$|_(SERVICE_)?PORT(_\w+)?$/

/** Finds likely mistakes in a usable configuration. */
export function configWarnings(
  config: Config,
  environment: Record<string, string | undefined> = process.env,
): ConfigWarning[] {
  return [
    ...Object.keys(environment)
      .filter((name) => environment[name]?.trim())
      .flatMap(unknownName),
    ...blankColor(environment),
    ...missingNotices(config),
  ]
}

function unknownName(variable: string): ConfigWarning[] {
  if (VARIABLES.includes(variable) || OF_KUBERNETES.test(variable)) return []
  const likely = VARIABLES.find((name) => isAlike(plain(variable), plain(name)))
  if (likely) return [{ outcome: 'unknown', variable, likely }]
  return OWN_PREFIX.test(variable) ? [{ outcome: 'unknown', variable }] : []
}

/** Warns of a blank colour: in an env file, `#` begins a comment unless it is quoted. */
function blankColor({ BRAND_COLOR }: Record<string, string | undefined>): ConfigWarning[] {
  return BRAND_COLOR?.trim() === '' ? [{ outcome: 'blank', variable: 'BRAND_COLOR' }] : []
}

/** Warns if customers get no notices. @see NIST SP 800-63B-4, section 4.2.3, which requires them */
function missingNotices({ mail }: Config): ConfigWarning[] {
  return mail ? [] : [{ outcome: 'no-notices', variable: 'RESEND_API_KEY' }]
}

const plain = (name: string) => name.toUpperCase().replaceAll(/[_-]/g, '')

/** Checks whether a name is likely a misspelling of one of ours. Short names are too similar by chance. */
function isAlike(one: string, ours: string): boolean {
  const isProxy = ours.endsWith('PROXY')
  const slip = ours.length > 7 && !isProxy ? 2 : ours.length === 7 ? 1 : 0
  return one === ours || (slip > 0 && difference(one, ours) <= slip)
}

/** Counts the characters of the longer word without the common start and end. */
function difference(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start += 1
  let end = 0
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return Math.max(one.length, other.length) - start - end
}
