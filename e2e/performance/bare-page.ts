import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { startProgram, until } from '#e2e/system/program.ts'
import { newSiteUrl } from '#e2e/system/site.ts'

const SOURCE = 'e2e/performance/bare-page'

/** Serves a bare page to compare with: one heading, static, built by the same Next. */
export async function startBarePage() {
  const url = await newSiteUrl()
  const { port, hostname } = new URL(url)
  const server = [process.execPath, built()] as const
  const program = startProgram(server, { PORT: port, HOSTNAME: hostname })
  await until('the bare page answers', () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  return {
    url,
    path: 'a bare page',
    headers: {},
    pid: program.pid,
    end: () => program.end('SIGTERM'),
  }
}

/** Builds the server of the bare page, once for each version of Next. */
function built(): string {
  const { version } = JSON.parse(readFileSync('node_modules/next/package.json', 'utf8'))
  const directory = `.bench/bare-page-${version}`
  const standalone = `${directory}/.next/standalone/${directory}`
  const files = `${standalone}/.next/static`
  if (!existsSync(files)) {
    rmSync(directory, { recursive: true, force: true })
    cpSync(SOURCE, directory, { recursive: true })
    const build = spawnSync('next', ['build', directory], {
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    })
    if (build.status !== 0) throw new Error(`the bare page cannot be built: ${build.stderr}`)
    cpSync(`${directory}/.next/static`, files, { recursive: true })
  }
  return `${standalone}/server.js`
}
