import type { Tally } from '#lib/log/counts.ts'
import { type Upstream, UpstreamError } from '#lib/reset/upstream.ts'

/** Makes an upstream that also counts how long its calls take, by their outcome or fault. */
export function timedUpstream(upstream: Upstream, tally: Pick<Tally, 'time'>): Upstream {
  const timed = async <Outcome extends { kind: string }>(
    call: string,
    run: () => Promise<Outcome>,
  ): Promise<Outcome> => {
    const startMs = performance.now()
    const record = (outcome: string) => {
      const seconds = (performance.now() - startMs) / 1000
      tally.time({ name: 'upstream_request_duration', labels: { call, outcome } }, seconds)
    }
    try {
      const outcome = await run()
      record(outcome.kind)
      return outcome
    } catch (error) {
      record(error instanceof UpstreamError ? error.kind : 'error')
      throw error
    }
  }
  return {
    ...upstream,
    requestReset: (request) => timed('request', () => upstream.requestReset(request)),
    resetPassword: (ticket, password) =>
      timed('change', () => upstream.resetPassword(ticket, password)),
  }
}
