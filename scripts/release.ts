import { readFileSync } from 'node:fs'
import { buildIfNeeded } from '#scripts/shared/build-if-needed.ts'
import { packRelease } from '#scripts/shared/pack-release.ts'

buildIfNeeded()
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const { file, files } = await packRelease(version)
console.log(`${file} holds ${files} files`)
