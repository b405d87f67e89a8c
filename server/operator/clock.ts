import { type CheckResult, fail, ok, unknown, warn } from '#lib/check-result.ts'
import type { Fetch } from '#upstreams/http-client.ts'

const WARN_SECONDS = 30
const FAIL_SECONDS = 60

/** Wraps a `fetch`, and compares this machine's clock with the `Date` of its answers. */
export function withClock(fetch: Fetch, now: () => number = Date.now) {
  let skewMs: number | null = null
  const observed: Fetch = async (input, init) => {
    const before = now()
    const response = await fetch(input, init)
    const told = Date.parse(response.headers.get('date') ?? '')
    // The header has whole seconds: on average, half a second is cut off.
    if (!Number.isNaN(told)) skewMs = (before + now()) / 2 - (told + 500)
    return response
  }
  return { fetch: observed, check: () => checkSkew(skewMs) }
}

function checkSkew(skewMs: number | null): CheckResult {
  const id = 'clock.skew'
  if (skewMs === null) return unknown(id, 'The upstream told no time.')
  const seconds = Math.abs(Math.round(skewMs / 1000))
  if (seconds < WARN_SECONDS) return ok(id, "This machine's clock agrees with the upstream's.")
  const sentence = `This machine's clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} the upstream's: synchronise it.`
  return (seconds >= FAIL_SECONDS ? fail : warn)(id, sentence)
}
