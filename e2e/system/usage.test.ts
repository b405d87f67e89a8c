import { expect, test } from 'vitest'
import { startProgram } from './program.ts'

const PROGRAMS = ['doctor', 'provision', 'campaign', 'outbox']

/** Runs a program of the release without a configuration. */
async function run(program: string, ...args: readonly string[]) {
  const command = startProgram([process.execPath, `.next/standalone/${program}.js`, ...args], {})
  return { code: await command.ended, ...command.written }
}

test('doctor refuses a --send-to that is neither an address nor a customer number', async () => {
  const refused = await run('doctor', '--send-to', 'nobody')
  expect(refused).toMatchObject({ code: 64, stderr: expect.stringContaining('--send-to needs') })
})

test.each(PROGRAMS)('%s explains itself, and refuses an unknown option', async (program) => {
  const usage = new RegExp(`Usage: npm run ${program} -- `)
  const [help, unknown] = await Promise.all([run(program, '--help'), run(program, '--unknown')])
  expect(help).toMatchObject({ code: 0, stdout: expect.stringMatching(usage), stderr: '' })
  expect(unknown).toMatchObject({ code: 64, stdout: '', stderr: expect.stringMatching(usage) })
  expect(unknown.stderr).not.toContain('node:internal')
})
