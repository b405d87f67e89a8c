import { writeFileSync } from 'node:fs'
import { billOfMaterials } from '#scripts/release/bill-of-materials.ts'

const FILE = 'sbom.cdx.json'

const bill = billOfMaterials()
writeFileSync(FILE, `${JSON.stringify(bill, null, 2)}\n`)
console.log(`${FILE} names the ${bill.components.length} packages that are shipped`)
