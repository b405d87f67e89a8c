import { writeFileSync } from 'node:fs'
import { EXAMPLES, renderChart, renderedPath } from '#scripts/chart/chart.ts'

for (const example of EXAMPLES) {
  const rendered = renderChart(example)
  if (rendered === null) {
    console.error('Install Helm 3, then try again.')
    process.exit(1)
  }
  writeFileSync(renderedPath(example), rendered)
  console.log(renderedPath(example))
}
