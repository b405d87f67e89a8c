import { spawnSync } from 'node:child_process'
import { cpSync, globSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'rolldown'
import { COMMANDS } from '#scripts/release/commands.ts'
import { createTemplate, TEMPLATE } from '#server/store/postgres-in-process.ts'

const SERVER = '.next/standalone'

// The ids of the actions depend on this key: with the same one in every build, a form that was
// rendered before a deploy still posts after it. It protects no secret, as no action closes over one.
const key = Buffer.alloc(32, 'action ids stay the same').toString('base64')

const next = spawnSync('next', ['build'], {
  stdio: 'inherit',
  env: { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key, NEXT_TELEMETRY_DISABLED: '1', ...process.env },
})
if (next.status !== 0) process.exit(next.status ?? 1)

// Next does not copy the static files to the standalone server, but it copies the `.env` files of this
// machine, which must not be in it.
for (const path of ['.next/static', 'public']) {
  cpSync(path, `${SERVER}/${path}`, { recursive: true })
}
for (const path of globSync(`${SERVER}/.env*`)) rmSync(path)

// Our own entry point imports Next's.
renameSync(`${SERVER}/server.js`, `${SERVER}/next-server.js`)
cpSync('server/http/listen.mjs', `${SERVER}/server.js`)

// Files that Next traces without need: our sources, source maps, tests of packages, and the image
// optimiser, which is off and has had vulnerabilities.
const NEEDLESS = [
  ...[
    '{lib,server,upstreams,messages,sandbox,e2e}/**/*.{ts,tsx,mjs}',
    '**/*.map',
    '.next/**/{,.*/**/}*.map',
  ],
  ...['node_modules/*/{test,types/tests}', 'node_modules/{sharp,@img,detect-libc}'],
]
for (const path of globSync(NEEDLESS.map((pattern) => `${SERVER}/${pattern}`))) {
  rmSync(path, { recursive: true, force: true })
}

// The operator's commands run from a copy of the server, with the same packages.
for (const name of COMMANDS) {
  await build({
    input: `scripts/${name}.ts`,
    platform: 'node',
    external: ['@electric-sql/pglite', 'pg', 'pg-boss'],
    logLevel: 'warn',
    output: { file: `${SERVER}/${name}.js` },
  })
}

// A first start copies this database: creating one takes seconds, and twice the memory.
writeFileSync(`${SERVER}/${TEMPLATE}`, await createTemplate())
