import { createInterface } from 'node:readline/promises'

/** Asks a question on the terminal. @returns true for a yes; Ctrl-C is a no */
export async function isAgreed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} [y/N] `).catch(() => '')
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}
