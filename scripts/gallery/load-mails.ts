import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'

const FILE = resolve('.next/gallery-mails.mjs')

/** Bundles the templates of mails, because Node runs no JSX, and loads them. */
export async function loadMails(): Promise<typeof import('./mails.ts')> {
  await build({
    input: 'scripts/gallery/mails.ts',
    platform: 'node',
    transform: { jsx: 'react-jsx' },
    external: [/^[a-z@](?!.*:)/],
    logLevel: 'warn',
    output: { file: FILE },
  })
  return import(pathToFileURL(FILE).href)
}
