import type { Upstream } from '#lib/reset/upstream.ts'
import { vendors } from '#sandbox/vendors.ts'
import type { Fetch } from '#upstreams/http-client.ts'
import { type UpstreamName, upstreams } from '#upstreams/registry.ts'

/**
 * Opens an upstream with the environment of the sandbox.
 * @param others variables that differ from it
 */
export function openUpstream(
  name: UpstreamName,
  apiUrl: string,
  fetch: Fetch,
  others: Readonly<Record<string, string>> = {},
): Upstream {
  const { data, error } = upstreams[name].read({ ...vendors[name].environment(apiUrl), ...others })
  if (!data) throw error
  return data(fetch)
}
