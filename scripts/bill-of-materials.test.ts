import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { billOfMaterials } from './bill-of-materials.ts'

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const bill = billOfMaterials()

test('the bill of materials names every dependency, as it is installed, and theirs (CF-03)', () => {
  const named = new Set(bill.components.map(({ purl }) => purl))
  /** A package as Node finds it from a directory, and all that it needs. */
  const walk = (directory: string, name: string, seen: Set<string>) => {
    const found = [`${directory}/node_modules/${name}`, `node_modules/${name}`]
      .map((path) => path.replace(/^\//, ''))
      .find((path) => globSync(`${path}/package.json`).length > 0)
    if (!found || seen.has(found)) return seen
    seen.add(found)
    const { dependencies = {} } = read(`${found}/package.json`)
    for (const next of Object.keys(dependencies)) walk(found, next, seen)
    return seen
  }
  const direct = Object.keys(read('package.json').dependencies)
  const needed = direct.reduce((seen, name) => walk('', name, seen), new Set<string>())
  expect(needed.size).toBeGreaterThan(50)
  for (const path of needed) {
    const { name, version } = read(`${path}/package.json`)
    expect(named).toContain(`pkg:npm/${name.replace('@', '%40')}@${version}`)
  }
})

test('the bill of materials names no tool, and each package once, with its hash (CF-03)', () => {
  const names = bill.components.map(({ purl }) => purl)
  expect(new Set(names).size).toBe(names.length)
  for (const tool of Object.keys(read('package.json').devDependencies).filter(
    (it) => it !== 'node',
  ))
    expect(bill.components.map(({ name }) => name)).not.toContain(tool)
  for (const { hashes, licenses } of bill.components) {
    expect(licenses).toHaveLength(1)
    expect(hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/)
  }
})

test('the bill of materials is the same anywhere: no host, path or time is in it (CF-03)', () => {
  expect(billOfMaterials()).toEqual(bill)
  const text = JSON.stringify(bill)
  expect(text).not.toMatch(/https?:|file:|"\/|\d{4}-\d\d-\d\dT/)
  expect(text).not.toContain(process.cwd())
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"')
})
