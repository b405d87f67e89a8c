import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { billOfMaterials } from './bill-of-materials.ts'

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))
const bill = billOfMaterials()

test('the bill of materials names every dependency, also one that a tool needs too (CF-03)', () => {
  const named = bill.components.map(({ name, version }) => `${name}@${version}`)
  const direct = Object.keys(read('package.json').dependencies)
  for (const name of [...direct, 'pg-protocol', 'nanoid'])
    expect(named).toContain(`${name}@${read(`node_modules/${name}/package.json`).version}`)
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
