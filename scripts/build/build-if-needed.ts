import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'

const SERVER = '.next/standalone/server.js'
const SOURCES = [
  '{app,components,emails,lib,messages,server,upstreams}/**/*',
  '*.{ts,json}',
  'scripts/{build,commands}.ts',
]

/** Makes the production build unless it is newer than all sources. */
export function buildIfNeeded(): void {
  const built = statSync(SERVER, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (globSync(SOURCES).every((path) => statSync(path).mtimeMs < built)) return
  console.log('Building the site…')
  const build = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' })
  if (build.status === 0) return
  console.error(build.stdout, build.stderr)
  process.exit(1)
}
