import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { isDevelopment } from '#server/config/config.ts'

/** Manifest of the build: the actions of each page. */
const MANIFEST = `.next/${isDevelopment ? 'dev/' : ''}server/server-reference-manifest.json`

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
})

const shared = globalThis as typeof globalThis & {
  passwordResetActions?: z.infer<typeof manifestSchema>['node']
}

/** Reads the manifest once at boot, because a later build may overwrite the file. */
export function readActions() {
  if (isDevelopment) delete shared.passwordResetActions
  shared.passwordResetActions ??= manifestSchema.parse(
    JSON.parse(readFileSync(MANIFEST, 'utf8')),
  ).node
  return shared.passwordResetActions
}

/**
 * Lists the action ids of a page in this build. The same source has the same ids in every build: a form
 * that was rendered before a deploy still posts after it, unless its action has been moved.
 */
export function actionsOf(path: string): ReadonlySet<string> {
  const node = readActions()
  const worker = `app/[locale]${path}/page`
  return new Set(Object.keys(node).filter((id) => worker in (node[id]?.workers ?? {})))
}
