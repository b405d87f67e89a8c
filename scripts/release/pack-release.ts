import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { create } from 'tar'
import { billOfMaterials } from '#scripts/release/bill-of-materials.ts'

const SERVER = '.next/standalone'

/** Files for operators, at the same paths as in the project, so that links between documents work. */
const DOCUMENTS = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'LICENSE', '.env.example'],
  ...['docs/**/*', 'deploy/**/*', 'upstreams/*/{README.md,.env.example}'],
]

/** Code of tests, which lies beside the documents. */
const TESTS = /\.ts$/

/** Time of every file, so that the same build makes the same bytes. It is the one that npm uses. */
const MTIME = new Date('1985-10-26T08:15:00Z')

const isFile = (path: string) => statSync(path).isFile()

/**
 * Packs the built server, its commands, the documents and the bill of materials into
 * `password-reset-site-<version>.tar.gz`.
 * @param folder gets the archive
 */
export async function packRelease(
  version: string,
  folder = '.',
): Promise<{ file: string; files: number }> {
  const name = `password-reset-site-${version}`
  const work = mkdtempSync(join(tmpdir(), 'release-'))
  try {
    const root = join(work, name)
    cpSync(SERVER, root, { recursive: true, verbatimSymlinks: true })
    for (const path of globSync(DOCUMENTS).filter((it) => isFile(it) && !TESTS.test(it))) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      cpSync(path, join(root, path))
    }
    writeFileSync(join(root, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(), null, 2)}\n`)

    const paths = filesOf(work, name).sort()
    const file = join(folder, `${name}.tar.gz`)
    await create({ file, cwd: work, gzip: true, portable: true, mtime: MTIME }, paths)
    return { file, files: paths.length }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Lists files and links below a folder. It follows no link, since Next links packages to one copy. */
function filesOf(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesOf(root, path) : [path]
  })
}
