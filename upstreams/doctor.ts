import { type CheckResult, fail, ok, unknown, warn } from '#lib/check-result.ts'
import type { FaultReason } from '#lib/fault-reason.ts'
import { UpstreamError } from '#lib/reset/upstream.ts'
import type { Fetch } from './http-client.ts'

/** Ids of the checks that every upstream has. */
export const COMMON_CHECKS = ['upstream.reach', 'upstream.auth'] as const

/** Everything that the checks of an upstream need from outside. */
export type DoctorTools = {
  readonly fetch: Fetch
  /** Public origin of the site. */
  readonly siteUrl: string
}

/** Checks of an upstream. They read only, and change no account. */
export type Doctor<Settings> = {
  /** Ids of its own checks, besides {@link COMMON_CHECKS}. */
  readonly ids: readonly string[]
  /** @throws {UpstreamError} when the upstream cannot be used at all */
  readonly check: (settings: Settings, tools: DoctorTools) => Promise<readonly CheckResult[]>
  /** Names of the variables with the base URL, the secret, and the account or client that it belongs to. */
  readonly variables: { readonly url: string; readonly secret: string; readonly account: string }
}

/** Makes an address that no customer can have. @see RFC 2606, section 2 */
export const impossibleAddress = (): string =>
  `doctor-${crypto.randomUUID().slice(0, 8)}@doctor.invalid`

/** Sentences about faults of the way to the upstream. */
const ON_THE_WAY: Partial<Record<FaultReason, string>> = {
  dns: 'The host name is not found.',
  'no-connection': 'Nothing accepts a connection at its address.',
  tls: 'Its certificate is not trusted, or the port speaks no TLS.',
  'no-answer': 'No whole answer came in time.',
  gateway: 'A gateway in front of it answers in its place.',
  'wrong-url': 'The base URL leads to something else than the API.',
  'not-json': 'A page answers instead of the API.',
  'server-error': 'It answers with an error of its own.',
  unavailable: 'It says that it is not available.',
}

/** Makes the results of `upstream.reach` and `upstream.auth` from a fault of the first call. */
function faultResults(
  fault: UpstreamError,
  { url, secret, account }: Doctor<unknown>['variables'],
): readonly CheckResult[] {
  const reason = fault.details.reason ?? 'unknown-answer'
  const unseen = unknown('upstream.auth', 'The upstream was not reached.')
  if (reason === 'proxy')
    return [fail('upstream.reach', 'The egress proxy refuses the host.', 'HTTPS_PROXY'), unseen]
  const words = ON_THE_WAY[reason]
  if (words) return [fail('upstream.reach', words, url), unseen]
  const reached = ok('upstream.reach', 'The upstream answers.')
  switch (reason) {
    case 'wrong-key':
      return [
        reached,
        fail('upstream.auth', `The upstream refuses ${account} or ${secret}.`, secret),
      ]
    case 'not-allowed':
      return [
        reached,
        fail(
          'upstream.auth',
          `The upstream refuses ${account} or ${secret}, or they lack a right.`,
          secret,
        ),
      ]
    case 'rate-limited':
      return [reached, warn('upstream.auth', 'The upstream asks us to call less often.')]
    default:
      return [
        reached,
        unknown('upstream.auth', `The answer is not understood (${reason}).`, secret),
      ]
  }
}

/** Runs the checks of an upstream, and turns a fault of all of them into results. */
export async function runDoctor<Settings>(
  doctor: Doctor<Settings>,
  settings: Settings,
  tools: DoctorTools,
): Promise<readonly CheckResult[]> {
  try {
    return await doctor.check(settings, tools)
  } catch (fault) {
    if (!(fault instanceof UpstreamError)) throw fault
    return faultResults(fault, doctor.variables)
  }
}
