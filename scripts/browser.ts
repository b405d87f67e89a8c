import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const KNOWN = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(
  (name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`],
)

/** The machine's own Chromium or Chrome; null: Playwright's, where it is installed. */
const browserPath = (): string | null => KNOWN.find((path) => existsSync(path)) ?? null

/** How the browser is started, whoever starts it. */
export function browserOptions(): { executablePath?: string; args: string[] } {
  const executablePath = browserPath()
  return { ...(executablePath && { executablePath }), args: executablePath ? quietArguments() : [] }
}

/** A browser of the machine itself should neither phone home nor need a sandbox where it is root. */
function quietArguments(): string[] {
  const quiet = ['background-networking', 'quic', 'component-update', 'sync']
  return [
    ...quiet.map((feature) => `--disable-${feature}`),
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}

const run = (command: string, args: string[]) =>
  spawnSync(command, args, { stdio: 'inherit' }).status === 0

/** Finds a browser, else installs one by what the machine offers. */
export function ensureBrowser(): void {
  const isThere = () => browserPath() !== null || existsSync(chromium.executablePath())
  if (isThere()) return
  console.log('Installing a browser…')
  const aptGet = () =>
    existsSync('/usr/bin/apt-get') &&
    process.getuid?.() === 0 &&
    run('apt-get', ['update', '-q']) &&
    run('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'])
  if (aptGet() || run('npx', ['playwright', 'install', '--with-deps', 'chromium'])) {
    if (isThere()) return
  }
  throw new Error(
    'There is no browser, and none could be installed: install Chromium, then try again',
  )
}
