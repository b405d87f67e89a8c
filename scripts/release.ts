import { readFileSync } from 'node:fs'
import { buildIfNeeded } from '#scripts/build-if-needed.ts'
import { packRelease } from '#scripts/pack-release.ts'

buildIfNeeded()
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const { file, files } = await packRelease(version)
console.log(`${file} holds ${files} files`)
