import { readFileSync } from 'node:fs'
import { buildIfNeeded } from '#scripts/shared/build-if-needed.ts'
import { packRelease } from '#scripts/shared/pack-release.ts'
import { readArguments } from '#scripts/shared/read-arguments.ts'

readArguments('Usage: npm run release\n\nBuilds the site, and packs all that runs into one file.', {
  options: {},
})
buildIfNeeded()
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const { file, files } = await packRelease(version)
console.log(`${file} holds ${files} files`)
