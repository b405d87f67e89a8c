import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES, type UpstreamName, upstreams } from '#upstreams/registry.ts'
import { openUpstream } from '#upstreams/testing/open-upstream-fixture.ts'

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** Lists the missing parts of an upstream, in words. */
function missingOf(name: UpstreamName): string[] {
  if (!(name in vendors)) return [`sandbox/vendors.ts lacks ${name}`]
  const { variables, webhookPath, mailsLink, read, checks, provision } = upstreams[name]
  const { environment, traits, webhook } = vendors[name]
  const folder = `upstreams/${name}`
  const readme = textOf(`${folder}/README.md`)
  const example = textOf(`${folder}/.env.example`)
  const sandbox = environment('https://api.example.com')
  const { tokenLifetimeSeconds } = openUpstream(name, 'https://api.example.com', fetch)
  const names = Object.keys(variables)
  const missing: [boolean, string][] = [
    ...names.flatMap((each): [boolean, string][] => [
      [readme.includes(`\`${each}\``), `${folder}/README.md does not explain ${each}`],
      [example.includes(`\n${each}=`), `${folder}/.env.example lacks ${each}`],
    ]),
    ...checks.map((id): [boolean, string] => [
      readme.includes(`| \`${id}\``),
      `${folder}/README.md does not explain the doctor's ${id}`,
    ]),
    [provision !== undefined, `${folder}/provision.ts is missing`],
    [example.includes(`UPSTREAM=${name}\n`), `${folder}/.env.example lacks UPSTREAM=${name}`],
    [
      readme.includes('\n**Signed in elsewhere**: '),
      `${folder}/README.md does not say **Signed in elsewhere**: whether a change ends other sessions`,
    ],
    [
      readme.includes(`\n**A link works** for ${tokenLifetimeSeconds / 60} minutes`),
      `${folder}/README.md does not say **A link works** for ${tokenLifetimeSeconds / 60} minutes`,
    ],
    [
      textOf('README.md').includes(`\n- [\`${name}\`](${folder}/README.md): `),
      `README.md does not list ${name} under Upstreams`,
    ],
    [
      textOf(`${folder}/adapter.test.ts`).includes(`describeUpstream('${name}', `),
      `${folder}/adapter.test.ts does not run describeUpstream('${name}', …)`,
    ],
    [
      existsSync(`${folder}/sandbox/emulator.test.ts`),
      `${folder}/sandbox/emulator.test.ts is missing`,
    ],
    [
      Object.keys(sandbox).every((each) => names.includes(each)) && read(sandbox).success,
      `the environment of ${folder}/sandbox/vendor.ts does not fit its variables`,
    ],
    [
      mailsLink(sandbox) === (traits.known === 'sent'),
      `mailsLink of ${folder}/index.ts contradicts known of traits.ts`,
    ],
    [
      !webhookPath || existsSync(`app${webhookPath}/route.ts`),
      `there is no route for the webhook: app${webhookPath}/route.ts`,
    ],
    [
      (webhook !== null) === (webhookPath !== undefined),
      `webhook of ${folder}/sandbox/vendor.ts contradicts webhookPath of index.ts`,
    ],
  ]
  return missing.flatMap(([isThere, words]) => (isThere ? [] : [words]))
}

test.each(UPSTREAM_NAMES)('%s has everything that an upstream has (TK-09)', (name) => {
  expect(missingOf(name)).toEqual([])
})

test('every folder of an upstream is in the registry', () => {
  const folders = readdirSync('upstreams', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => name)
  expect(folders.sort()).toEqual([...UPSTREAM_NAMES].sort())
})
