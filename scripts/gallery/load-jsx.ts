import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'rolldown'

/** Bundles a module with JSX, which Node does not run, and loads it. */
async function loadJsx(name: string): Promise<unknown> {
  const file = resolve(`.next/gallery-${name}.mjs`)
  await build({
    input: `scripts/gallery/${name}.ts`,
    platform: 'node',
    transform: { jsx: 'react-jsx' },
    external: [/^[a-z@](?!.*:)/],
    logLevel: 'warn',
    output: { file },
  })
  return import(pathToFileURL(file).href)
}

/** Loads the templates of mails. */
export const loadMails = () => loadJsx('mails') as Promise<typeof import('./mails.ts')>

/** Loads the operator's page. */
export const loadOps = () => loadJsx('ops') as Promise<typeof import('./ops.ts')>
