import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { freePort, startProgram, until } from './program.ts'

const isRoot = process.getuid?.() === 0
const run = promisify(execFile)

/** Creates Debian's Postgres server for one test. It is not started yet. */
export async function createPostgres() {
  const bin = binaries()
  const home = mkdtempSync(join(tmpdir(), 'load-postgres-'))
  const data = join(home, 'data')
  chmodSync(home, 0o777)
  const port = await freePort()
  const urlOf = (database: string, role = 'postgres') =>
    `postgres://${role}@127.0.0.1:${port}/${database}`
  await run(...asPostgres(join(bin, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust'))

  const server = () =>
    startProgram(
      asCommand(
        ...asPostgres(
          join(bin, 'postgres'),
          ...['-D', data, '-p', String(port), '-k', home, '-h', '127.0.0.1'],
          ...['-c', 'fsync=on', '-c', 'max_connections=200'],
        ),
      ),
    )
  let running: ReturnType<typeof server> | null = null

  async function query<Row extends object>(database: string, text: string): Promise<Row[]> {
    const client = new Client({ connectionString: urlOf(database) })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Row>(text)).rows
    } finally {
      await client.end()
    }
  }

  async function start(): Promise<void> {
    const started = server()
    running = started
    await until('Postgres answers', async () => {
      if (started.hasEnded()) throw new Error(`Postgres has ended: ${started.written.stderr}`)
      return query('postgres', 'select 1').then(
        () => true,
        () => false,
      )
    })
  }

  /** Stops the server. SIGINT disconnects its clients; SIGQUIT is like a crash. */
  async function stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
    await running?.end(signal)
    running = null
  }

  /** Creates the database `reset` as docs/operating.md says. Returns its URL, with the rights of its owner. */
  async function createSiteDatabase(): Promise<string> {
    const [, commands = ''] =
      /\n\n( {4}create role [\s\S]*?)\n\n/.exec(readFileSync('docs/operating.md', 'utf8')) ?? []
    for (const command of commands.trim().split('\n')) await query('postgres', command)
    return urlOf('reset', 'reset')
  }

  /** Dumps the database of a site and restores it as another one. Returns its URL. */
  async function restoreDump(): Promise<string> {
    const dump = join(home, 'dump.sql')
    await run(join(bin, 'pg_dump'), ['--dbname', urlOf('reset'), '--file', dump])
    await query('postgres', 'create database restored owner reset')
    await run(join(bin, 'psql'), ['--dbname', urlOf('restored'), '--quiet', '--file', dump])
    return urlOf('restored', 'reset')
  }

  return {
    data,
    urlOf,
    query,
    createSiteDatabase,
    restoreDump,
    start,
    stop,
    async remove(): Promise<void> {
      await stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** A Postgres server of a test. */
export type Postgres = Awaited<ReturnType<typeof createPostgres>>

/** Finds Debian's newest Postgres, and installs it if it is missing. */
function binaries(): string {
  const find = () => globSync('/usr/lib/postgresql/*/bin/initdb').sort().at(-1)
  const succeeds = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
  const install = () =>
    isRoot &&
    succeeds('apt-get', 'update', '-q') &&
    succeeds('apt-get', 'install', '-qy', '--no-install-recommends', 'postgresql')
  const found = find() ?? (install() ? find() : undefined)
  if (!found) {
    throw new Error(
      'There is no Postgres server in /usr/lib/postgresql, and none could be installed',
    )
  }
  return dirname(found)
}

/** Builds a command that runs as `postgres`: Postgres refuses to run as root. */
const asPostgres = (command: string, ...args: string[]): [string, string[]] =>
  isRoot
    ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', command, ...args]]
    : [command, args]

const asCommand = (command: string, args: string[]): [string, ...string[]] => [command, ...args]
