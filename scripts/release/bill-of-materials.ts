import { readFileSync } from 'node:fs'
import * as z from 'zod'

const manifest = z.object({ name: z.string(), version: z.string() })

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
})

type Package = z.infer<typeof lock>['packages'][string]

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

const purl = (name: string, version: string) => `pkg:npm/${name.replace('@', '%40')}@${version}`

/**
 * Lists the packages of the product in CycloneDX 1.6, always the same for the same lockfile. `npm sbom --omit
 * dev` would leave out packages that development dependencies need too.
 */
export function billOfMaterials() {
  const { name, version } = manifest.parse(read('package.json'))
  const shipped = Object.entries(lock.parse(read('package-lock.json')).packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  )
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: { type: 'application', name, version, purl: purl(name, version) },
    },
    components: [
      ...new Map(
        shipped.map(([path, entry]) => {
          const one = component(path.split('node_modules/').at(-1) ?? '', entry)
          return [one.purl, one]
        }),
      ).values(),
    ],
  }
}

function component(name: string, { version, integrity, license }: Package) {
  const [algorithm, digest = ''] = (integrity ?? '').split('-')
  return {
    type: 'library',
    'bom-ref': purl(name, version),
    name,
    version,
    purl: purl(name, version),
    ...(algorithm === 'sha512' && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    }),
    ...(license && { licenses: [{ expression: license }] }),
  }
}
