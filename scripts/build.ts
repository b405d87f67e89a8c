import { spawnSync } from 'node:child_process'
import { cpSync, globSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'rolldown'
import { createTemplate, TEMPLATE } from '#server/store/postgres-in-process.ts'

const SERVER = '.next/standalone'

// The ids of the actions depend on this key: with the same one in every build, a form that was
// rendered before a deploy still posts after it. It guards no secret: no action closes over any.
const key = Buffer.alloc(32, 'action ids stay the same').toString('base64')

const next = spawnSync('next', ['build'], {
  stdio: 'inherit',
  env: { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key, NEXT_TELEMETRY_DISABLED: '1', ...process.env },
})
if (next.status !== 0) process.exit(next.status ?? 1)

// The build leaves the static files beside the server that it traces, and takes the settings of the
// machine that it runs on into it. A server needs the former, and has its own of the latter.
for (const path of ['.next/static', 'public']) {
  cpSync(path, `${SERVER}/${path}`, { recursive: true })
}
for (const path of globSync(`${SERVER}/.env*`)) rmSync(path)

// Our own entry point starts the one that Next has written.
renameSync(`${SERVER}/server.js`, `${SERVER}/next-server.js`)
cpSync('server/http/listen.mjs', `${SERVER}/server.js`)

// What is traced beyond need: our sources, which are in the bundles, maps of them, the tests of
// packages, and the image optimiser, which is off and has been a way in before.
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

// The operator's command for dead letters works where the server was copied to, on the same packages.
await build({
  input: 'scripts/outbox.ts',
  platform: 'node',
  external: ['@electric-sql/pglite', 'pg', 'pg-boss'],
  logLevel: 'warn',
  output: { file: `${SERVER}/outbox.js` },
})

// A first start copies this database: making one takes twice the memory, and seconds.
writeFileSync(`${SERVER}/${TEMPLATE}`, await createTemplate())
