import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const CHART = 'deploy/chart'

/** Example values of the chart. Each is rendered to `deploy/kubernetes/<name>.yaml`. */
export const EXAMPLES = globSync(`${CHART}/examples/*.yaml`).sort()

/** Returns the path of an example's rendered manifests. */
export const renderedPath = (example: string) => `deploy/kubernetes/${basename(example)}`

/** Hash of all files that decide how the chart is rendered. */
export function chartHash(): string {
  const hash = createHash('sha256')
  for (const path of globSync(`${CHART}/**/*.{yaml,json,tpl}`).sort())
    hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

/**
 * Renders an example with Helm 3, as `helm install` would.
 * @returns null where Helm is not installed
 * @throws what Helm says, if it refuses the chart
 */
export function renderChart(example: string): string | null {
  const args = ['template', 'password-reset-site', CHART, '--values', example]
  const helm = spawnSync('helm', args, { encoding: 'utf8' })
  if (helm.error) return null
  if (helm.status !== 0) throw new Error(helm.stderr)
  const head = [
    `# Made by \`npm run chart\` from ${example}: edit that, not this.`,
    `# Chart ${chartHash()}`,
  ]
  return `${head.join('\n')}\n${helm.stdout}`
}
