import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdir, readdir, stat, utimes } from 'node:fs/promises'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { DirectoryInUseError, lockDataDir, sendToLockHolder } from './data-dir-lock.ts'
import { temporaryDirectory } from './database-fixture.ts'
import { openEmbedded } from './embedded.ts'

const directory = temporaryDirectory()
const silent = async () => ''

let releases: (() => Promise<void>)[] = []
const claim = async (answer: (question: string) => Promise<string> = silent) => {
  const release = await lockDataDir(directory(), answer)
  releases.push(release)
  return release
}

/** Leaves a stale socket, as a killed process does. @param meanwhile runs while the process lives */
async function leaveSocket(meanwhile = async () => {}): Promise<void> {
  const socket = join(directory(), 'in-use.sock')
  const script = `require('net').createServer().listen(${JSON.stringify(socket)}, () => console.log('up'))`
  const other = spawn(process.execPath, ['-e', script])
  await once(other.stdout, 'data')
  await meanwhile()
  other.kill('SIGKILL')
  await once(other, 'exit')
  await access(socket)
}

afterEach(async () => {
  await Promise.all(releases.map((release) => release()))
  releases = []
})

describe('a directory', () => {
  test('belongs to the first process that locks it, until the lock is released', async () => {
    const release = await claim()
    await expect(claim()).rejects.toThrow(DirectoryInUseError)
    await expect(claim()).rejects.toThrow('DATA_DIR is in use by another process')
    await release()
    await expect(claim()).resolves.toBeTypeOf('function')
  })

  test('is taken over from a process that was killed and left its socket behind', async () => {
    await leaveSocket(() => expect(claim()).rejects.toThrow(DirectoryInUseError))
    await expect(claim()).resolves.toBeTypeOf('function')
    expect(await sendToLockHolder(directory(), 'anything')).toBe('')
  })

  test('with a stale socket is locked by only one of several processes', async () => {
    for (let round = 0; round < 3; round += 1) {
      await leaveSocket()
      const claims = await Promise.allSettled(
        Array.from({ length: 40 }, async (_, nth) => {
          for (let turn = 0; turn < nth; turn += 1) await setImmediate()
          await claim()
        }),
      )
      expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      await releases.pop()?.()
    }
  })

  test.each([
    ['long ago', 0],
    ['tomorrow, by its clock', (Date.now() + 24 * 60 * 60_000) / 1000],
  ])('is claimed although a claimant died in the middle of it %s', async (_, seconds) => {
    const sign = join(directory(), 'claiming')
    await mkdir(sign)
    await utimes(sign, seconds, seconds)
    await expect(claim()).resolves.toBeTypeOf('function')
  })

  test('is released even if a client keeps its connection open', async () => {
    const release = await claim()
    const client = connect(join(directory(), 'in-use.sock'))
    onTestFinished(() => void client.destroy())
    await once(client, 'connect')
    await release()
    await expect(claim()).resolves.toBeTypeOf('function')
  })

  test('keeps no socket when its process ends without releasing it', async () => {
    const source = resolve('server/store/data-dir-lock.ts')
    const script = `const { lockDataDir } = await import(${JSON.stringify(source)})
      await lockDataDir(${JSON.stringify(directory())}, async () => '')
      process.exit(3)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script])
    expect(await once(other, 'exit')).toEqual([3, null])
    expect(await readdir(directory())).not.toContain('in-use.sock')
  })

  test('with a database in it is refused to a second one, and opens again after', async () => {
    const path = join(directory(), 'data')
    // Like the mount of a new volume.
    await mkdir(path)
    await chmod(path, 0o777)
    const first = await openEmbedded(path, silent)
    expect((await stat(path)).mode & 0o777).toBe(0o700)
    expect((await stat(join(path, 'postgres', 'PG_VERSION'))).mode & 0o777).toBe(0o600)
    await first.query('create table kept (word text)')
    await first.query("insert into kept values ('still there')")
    await expect(openEmbedded(path, silent)).rejects.toThrow(DirectoryInUseError)
    await first.close()
    const second = await openEmbedded(path, silent)
    expect(await second.query('select word from kept')).toEqual([{ word: 'still there' }])
    await second.close()
  }, 60_000)

  test('that does not exist causes an error other than `DirectoryInUseError`', async () => {
    await expect(lockDataDir(join(directory(), 'nowhere'), silent)).rejects.not.toThrow(
      DirectoryInUseError,
    )
  })
})

describe('the owner of a directory', () => {
  test('answers each command in whole, several at once', async () => {
    const questions = ['ä'.repeat(200_000), 'b', 'c']
    await claim(async (question) => `${question}!`)
    const answers = questions.map((question) => sendToLockHolder(directory(), question))
    expect(await Promise.all(answers)).toEqual(questions.map((question) => `${question}!`))
  })

  test('answers nothing after an error, and keeps running', async () => {
    await claim(async (question) => {
      if (question === 'a bug') throw new Error('a bug')
      return 'well'
    })
    expect(await sendToLockHolder(directory(), 'a bug')).toBe('')
    expect(await sendToLockHolder(directory(), 'how are you')).toBe('well')
  })

  test('does not exist without a lock', async () => {
    expect(await sendToLockHolder(directory(), 'anyone there')).toBeNull()
  })
})
