import type { Hono } from 'hono'
import type { VendorEnv } from '#sandbox/calls.ts'
import type { Customer, Sandbox } from '#sandbox/remote.ts'
import type { Shop } from '#sandbox/shop.ts'
import type { World } from '#sandbox/world.ts'
import type { UpstreamTraits } from '#upstreams/testing/traits.ts'

/** Calls of the webhook by a vendor. */
type SandboxWebhook = {
  readonly secretHeader: string
  readonly secret: string
  /** Makes a genuine event about a code, with any payload. */
  readonly event: (payload: unknown) => object
  /** An event about something else. */
  readonly otherEvent: object
}

/** A vendor in the sandbox. */
export type SandboxVendor = {
  readonly emulator: (world: World) => Hono<VendorEnv>
  /** Makes a customer id in the vendor's format. */
  readonly customerId: (seed: string) => string
  /** Company of the demo. */
  readonly shop: Shop
  /** Builds the vendor's variables for a site that uses the sandbox. */
  readonly environment: (apiUrl: string) => Readonly<Record<string, string>>
  /** The kinds of secrets that the emulator issues, sorted. */
  readonly secretKinds: readonly string[]
  /** Makes raw links (path and query, unencoded) for a customer who got a link of ours. */
  readonly rawLinks: (sandbox: Sandbox, customer: Customer) => Promise<readonly string[]>
  readonly webhook: SandboxWebhook | null
  readonly traits: UpstreamTraits
}
