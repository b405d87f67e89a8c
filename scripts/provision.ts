import { randomBytes } from 'node:crypto'
import { origin } from '#lib/config-fields.ts'
import { SECRETS } from '#server/config/config.ts'
import { readSecretFiles } from '#server/config/secret-files.ts'
import { runProvision } from '#server/operator/provision.ts'
import { createPooledFetch } from '#upstreams/connection-pool.ts'
import { UPSTREAM_NAMES, upstreams } from '#upstreams/registry.ts'
import { isAgreed } from './command-line/is-agreed.ts'
import { endWithUsage, readArguments } from './command-line/read-arguments.ts'

const USAGE = `Usage: npm run provision -- ${UPSTREAM_NAMES.join('|')}
         [--dry-run] [--yes] [--test-user ADDRESS] [--secrets DIRECTORY] [--mapping]
       node provision.js …

  --dry-run            shows what would change
  --yes                makes the changes without asking
  --test-user ADDRESS  also makes a customer to try a reset with
  --secrets DIRECTORY  where the file with new secrets is written; default: the current directory
  --mapping            prints the mapping for a mail service of the vendor, as JSON

Exit codes: 0 done, 1 the upstream refused or did not answer, 2 something is left to do by hand,
64 the command line cannot be read.`

const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    'dry-run': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    'test-user': { type: 'string' },
    secrets: { type: 'string', default: process.env.PWD ?? '.' },
    mapping: { type: 'boolean', default: false },
  },
})

const name = UPSTREAM_NAMES.find((each) => each === positionals[0])
const { set, faults } = readSecretFiles(process.env, SECRETS)
const site = origin.safeParse(set.SITE_URL)
const provision = name && upstreams[name].provision
if (!provision) {
  endWithUsage(positionals[0] ? `There is no upstream ${positionals[0]}.\n\n${USAGE}` : USAGE)
}
if (!site.success) endWithUsage(`SITE_URL ${site.error.issues[0]?.message}`)
if (values['test-user'] && !provision.isAutomatic) {
  endWithUsage(`--test-user does nothing at ${name}: make a customer in its own console`)
}
if (faults.length > 0) endWithUsage(faults.join('\n'))

if (values.mapping) {
  if (!provision.mapping) endWithUsage(`${name} has no mapping`)
  console.log(JSON.stringify(provision.mapping(site.data), null, 2))
} else {
  process.exitCode = await runProvision(
    provision,
    set,
    {
      siteUrl: site.data,
      fetch: createPooledFetch({
        httpProxy: set.http_proxy ?? set.HTTP_PROXY ?? '',
        httpsProxy: set.https_proxy ?? set.HTTPS_PROXY ?? '',
      }),
      newSecret: () => randomBytes(32).toString('base64url'),
      testUser: values['test-user'] ?? null,
    },
    {
      isDryRun: values['dry-run'],
      directory: values.secrets,
      print: (line) => console.log(line),
      confirm,
    },
  )
}

async function confirm(): Promise<boolean> {
  if (values.yes) return true
  if (!process.stdin.isTTY) {
    console.log('Nothing was changed: say --yes to make these changes.')
    return false
  }
  return isAgreed('Make these changes?')
}
