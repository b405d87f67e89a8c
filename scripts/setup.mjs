// Runs on any Node from 20.19 on, before anything is installed: installs what is missing, then runs
// the script named in the arguments on the Node that the project pins.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const [script, ...args] = process.argv.slice(2)

const lock = (path) => existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).packages
const wanted = lock(resolve(root, 'package-lock.json'))
const installed = lock(resolve(root, 'node_modules/.package-lock.json'))
const isMissing = ([path, { version, optional }]) =>
  path !== '' && !optional && installed[path]?.version !== version

if (!installed || Object.entries(wanted).some(isMissing)) {
  console.log('Installing what the project needs…')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
}

const node = createRequire(resolve(root, 'package.json')).resolve('node/bin/node')
const PATH = [resolve(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
const child = spawn(node, [script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
