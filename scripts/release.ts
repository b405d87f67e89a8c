import { readFileSync } from 'node:fs'
import { buildIfNeeded } from '#scripts/build/build-if-needed.ts'
import { readArguments } from '#scripts/command-line/read-arguments.ts'
import { packRelease } from '#scripts/release/pack-release.ts'

readArguments('Usage: npm run release\n\nBuilds the site, and packs all that runs into one file.', {
  options: {},
})
buildIfNeeded()
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const { file, files } = await packRelease(version)
console.log(`${file} holds ${files} files`)
