import { cpSync, globSync, rmSync } from 'node:fs'

const SERVER = '.next/standalone'

// `next build` leaves the static files beside the server that it traces, and takes the settings of
// the machine that it runs on into it. A server needs the former, and has its own of the latter.
cpSync('.next/static', `${SERVER}/.next/static`, { recursive: true })
for (const path of globSync(`${SERVER}/.env*`)) rmSync(path)
