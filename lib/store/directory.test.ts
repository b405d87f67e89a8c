import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from './database-fixture.ts'
import { askOwner, claimDirectory, DirectoryInUseError } from './directory.ts'
import { openEmbedded } from './embedded.ts'

const directory = temporaryDirectory()
const silent = async () => ''

let releases: (() => Promise<void>)[] = []
const claim = async (answer: (question: string) => Promise<string> = silent) => {
  const release = await claimDirectory(directory(), answer)
  releases.push(release)
  return release
}

afterEach(async () => {
  await Promise.all(releases.map((release) => release()))
  releases = []
})

describe('a directory', () => {
  test('belongs to whoever claims it first, until it is given back', async () => {
    const release = await claim()
    await expect(claim()).rejects.toThrow(DirectoryInUseError)
    await expect(claim()).rejects.toThrow('DATA_DIR is in use by another process')
    await release()
    await expect(claim()).resolves.toBeTypeOf('function')
  })

  test('is taken over from a process that was killed and left its socket behind', async () => {
    const socket = join(directory(), 'in-use.sock')
    const script = `require('net').createServer().listen(${JSON.stringify(socket)}, () => console.log('up'))`
    const other = spawn(process.execPath, ['-e', script])
    await once(other.stdout, 'data')
    await expect(claim()).rejects.toThrow(DirectoryInUseError)
    other.kill('SIGKILL')
    await once(other, 'exit')
    await access(socket)
    await expect(claim()).resolves.toBeTypeOf('function')
    expect(await askOwner(directory(), 'anything')).toBe('')
  })

  test('with a database in it is refused to a second one, and opens again after', async () => {
    const path = join(directory(), 'data')
    const first = await openEmbedded(path, silent)
    await first.query('create table kept (word text)')
    await first.query("insert into kept values ('still there')")
    await expect(openEmbedded(path, silent)).rejects.toThrow(DirectoryInUseError)
    await first.close()
    const second = await openEmbedded(path, silent)
    expect(await second.query('select word from kept')).toEqual([{ word: 'still there' }])
    await second.close()
  }, 60_000)

  test('that is not there is a fault, and not in use', async () => {
    await expect(claimDirectory(join(directory(), 'nowhere'), silent)).rejects.not.toThrow(
      DirectoryInUseError,
    )
  })
})

describe('the owner of a directory', () => {
  test('answers what it is asked, in whole', async () => {
    const long = 'ä'.repeat(200_000)
    await claim(async (question) => `${question}!`)
    expect(await askOwner(directory(), long)).toBe(`${long}!`)
  })

  test('answers several at once', async () => {
    await claim(async (question) => question.toUpperCase())
    const answers = await Promise.all(['a', 'b', 'c'].map((word) => askOwner(directory(), word)))
    expect(answers).toEqual(['A', 'B', 'C'])
  })

  test('answers nothing where it cannot, and goes on', async () => {
    await claim(async (question) => {
      if (question === 'a bug') throw new Error('a bug')
      return 'well'
    })
    expect(await askOwner(directory(), 'a bug')).toBe('')
    expect(await askOwner(directory(), 'how are you')).toBe('well')
  })

  test('is nobody while nobody has it', async () => {
    expect(await askOwner(directory(), 'anyone there')).toBeNull()
  })
})
