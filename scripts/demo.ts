import { buildIfNeeded } from '#scripts/build/build-if-needed.ts'
import { endWithUsage, readArguments } from '#scripts/command-line/read-arguments.ts'
import {
  connectedEnvironment,
  DEMO_API_KEYS,
  demoEnvironment,
} from '#scripts/demo/demo-environment.ts'
import { answering, endTogether, isAnswered, start } from '#scripts/demo/running.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'

const siteUrl = 'http://localhost:3000'
const sandboxUrl = 'http://localhost:4000'

const USAGE = `Usage: npm run demo -- [${UPSTREAM_NAMES.join('|')}]
       npm run dev -- [${UPSTREAM_NAMES.join('|')}]

Starts the site, with the sandbox as its upstream. dev builds each page when it is opened.`

const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: { dev: { type: 'boolean', default: false } },
})
const development = values.dev
const [wanted = 'sessionm', ...others] = positionals
const upstream = UPSTREAM_NAMES.find((name) => name === wanted)
if (!upstream || others.length > 0) {
  endWithUsage(`There is no upstream "${positionals.join(' ')}".\n\n${USAGE}`)
}

for (const url of [siteUrl, sandboxUrl]) {
  if (!(await isAnswered(url))) continue
  console.error(`Something else answers at ${url}. End it, then try again.`)
  process.exit(1)
}
if (!development) buildIfNeeded()

const site = development
  ? ['node_modules/next/dist/bin/next', 'dev']
  : ['.next/standalone/server.js']
const programs = [
  start(['sandbox/main.ts'], { SITE_URL: siteUrl, MAIL_EVENTS: 'on' }),
  start(site, {
    ...demoEnvironment(upstream, { siteUrl, sandboxUrl }),
    ...connectedEnvironment(sandboxUrl),
    LOG_LEVEL: 'warn',
  }),
] as const
const end = endTogether([...programs])
await Promise.all([
  answering(programs[0], sandboxUrl),
  answering(programs[1], `${siteUrl}/readyz`),
]).catch((error: Error) => {
  console.error(`The demo did not start: ${error.message}.`)
  end(1)
})

console.log(`
Ready, with ${upstream} as the upstream. Open the storefront, and forget a password:

  ${sandboxUrl}/shop/${upstream}

  The mails that are sent    ${sandboxUrl}/inbox
  What the site tells a shop ${sandboxUrl}/events.json
  The site by itself         ${siteUrl}/forgot-password
  The API (docs/api.md)      export SITE_URL=${siteUrl} API_KEY=${DEMO_API_KEYS.crm}
`)
