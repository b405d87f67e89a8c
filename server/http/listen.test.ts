import { spawnSync } from 'node:child_process'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '#server/store/database-fixture.ts'

const directory = temporaryDirectory()

test('a blank `no_proxy` does not hide `NO_PROXY`', async () => {
  const entry = join(directory(), 'server.mjs')
  await copyFile('server/http/listen.mjs', entry)
  const server = `import http from 'node:http'
    http.createServer(() => {}).listen(0, '127.0.0.1', () => setImmediate(() => {
      console.log(process.env.no_proxy ?? process.env.NO_PROXY)
      process.exit()
    }))`
  await writeFile(join(directory(), 'next-server.js'), server)
  await writeFile(join(directory(), 'package.json'), '{"type":"module"}')
  const env = { NODE_ENV: 'production', NO_PROXY: 'upstream.example', no_proxy: ' ' } as const
  const { stdout } = spawnSync(process.execPath, [entry], { env, encoding: 'utf8' })
  expect(stdout).toMatch(/^upstream\.example,127\.0\.0\.1:\d+\n$/)
})
