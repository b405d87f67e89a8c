import { spawnSync } from 'node:child_process'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '#server/store/database-fixture.ts'

const directory = temporaryDirectory()

/** Runs the entry point with a fake Next server that prints an expression and exits. */
async function printed(expression: string, env: Record<string, string>, flags: string[] = []) {
  const entry = join(directory(), 'server.mjs')
  await copyFile('server/http/listen.mjs', entry)
  const server = `import http from 'node:http'
    import v8 from 'node:v8'
    http.createServer(() => {}).listen(0, '127.0.0.1', () => setImmediate(() => {
      console.log(${expression})
      process.exit()
    }))`
  await writeFile(join(directory(), 'next-server.js'), server)
  await writeFile(join(directory(), 'package.json'), '{"type":"module"}')
  return spawnSync(process.execPath, [...flags, entry], {
    env: { NODE_ENV: 'production', ...env },
    encoding: 'utf8',
  }).stdout
}

test('a blank `no_proxy` does not hide `NO_PROXY`', async () => {
  const env = { NO_PROXY: 'upstream.example', no_proxy: ' ' }
  expect(await printed('process.env.no_proxy ?? process.env.NO_PROXY', env)).toMatch(
    /^upstream\.example,127\.0\.0\.1:\d+\n$/,
  )
})

test('limits the heap, unless the operator does', async () => {
  const heap = 'Math.round(v8.getHeapStatistics().heap_size_limit / 2 ** 20)'
  const larger = '--max-old-space-size=1000'
  expect(Number(await printed(heap, {}))).toBeLessThan(300)
  expect(Number(await printed(heap, {}, [larger]))).toBeGreaterThan(1000)
  expect(Number(await printed(heap, { NODE_OPTIONS: larger }))).toBeGreaterThan(1000)
  expect(Number(await printed(heap, {}, ['--permission', '--allow-fs-read=*']))).toBeGreaterThan(0)
})
