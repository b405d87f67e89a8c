import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { isDevelopment } from '#server/config/config.ts'

/** Written by the build: which page has which actions. */
const MANIFEST = `.next/${isDevelopment ? 'dev/' : ''}server/server-reference-manifest.json`

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
})

const shared = globalThis as typeof globalThis & {
  passwordResetActions?: z.infer<typeof manifestSchema>['node']
}

/** Reads them, once: the next build may be made beside a process of this one. */
export function readActions() {
  if (isDevelopment) delete shared.passwordResetActions
  shared.passwordResetActions ??= manifestSchema.parse(
    JSON.parse(readFileSync(MANIFEST, 'utf8')),
  ).node
  return shared.passwordResetActions
}

/**
 * The ids of the actions of a page in this build. The same source has the same ids in every build:
 * a form that was made before a deploy is known after it, unless its action has been moved.
 */
export function actionsOf(path: string): ReadonlySet<string> {
  const node = readActions()
  const worker = `app/[locale]${path}/page`
  return new Set(Object.keys(node).filter((id) => worker in (node[id]?.workers ?? {})))
}
