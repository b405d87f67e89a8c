import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const KNOWN = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(
  (name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`],
)

/** Finds the machine's own Chromium or Chrome; null: use Playwright's. */
const browserPath = (): string | null => KNOWN.find((path) => existsSync(path)) ?? null

/** Returns the launch options of the browser. */
export function browserOptions(): { executablePath?: string; args: string[] } {
  const executablePath = browserPath()
  return { ...(executablePath && { executablePath }), args: executablePath ? quietArguments() : [] }
}

/** Lists flags for the machine's browser: no calls to its maker, and no sandbox as root. */
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

/** Checks whether there is a browser, the machine's own or Playwright's. */
export const hasBrowser = (): boolean =>
  browserPath() !== null || existsSync(chromium.executablePath())

/** Finds a browser, or installs one. */
export function ensureBrowser(): void {
  if (hasBrowser()) return
  console.log('Installing a browser…')
  const aptGet = () =>
    existsSync('/usr/bin/apt-get') &&
    process.getuid?.() === 0 &&
    run('apt-get', ['update', '-q']) &&
    run('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'])
  if (aptGet() || run('npx', ['playwright', 'install', '--with-deps', 'chromium'])) {
    if (hasBrowser()) return
  }
  throw new Error(
    'There is no browser, and none could be installed: install Chromium, then try again',
  )
}
