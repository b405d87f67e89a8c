import { readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { OPS_STATES } from '#scripts/gallery/ops-states.ts'
import { UPSTREAM_NAMES, upstreams } from '#upstreams/registry.ts'
import { CHECK_IDS } from './checks.ts'
import { createRenderer } from './page/render.tsx'

const [, section = ''] = readFileSync('docs/operating.md', 'utf8').split('\n## Doctor\n')
const [doctor = ''] = section.split('\n## ')

test('the documentation explains each check of the doctor, and no other', () => {
  const named = [...doctor.matchAll(/^\| `([a-z.-]+)` +\|/gm)].map(([, id]) => id)
  const sent = ['reset.form', 'reset.webhook', 'reset.mail', 'reset.delivery']
  expect(named.sort()).toEqual([...CHECK_IDS, ...sent].sort())
})

/** Rows of the table of ways in which a site looks healthy, and no customer gets a usable mail. */
const [, table = ''] = doctor.split('gets a usable mail, if')
const ways = [
  ...table.matchAll(/^\| (?!-)(.+) \| `([a-z.-]+)` +\| (.*) \| (.+) \| (.+) \|$/gm),
].map(([, way = '', line = '', , page = '', alert = '']) => ({
  ...{ way: way.trim(), line },
  places: page.trim().split(', '),
  alert: /^\[(\w+)\]\(#(\w+)\)/.exec(alert),
}))

test('each way in which no customer gets a usable mail has a check, a place on the page and an alert', () => {
  const [good] = OPS_STATES
  if (!good) throw new Error('there is no state')
  const html = createRenderer({ name: 'Shop', color: '#123456' }, renderToStaticMarkup).page(
    good.view,
  )
  const rules = parse(readFileSync('deploy/monitoring/alerts.yaml', 'utf8')).groups[0].rules
  const alerts = rules.map(({ alert }: { alert: string }) => alert)
  const checks = [...CHECK_IDS, ...UPSTREAM_NAMES.flatMap((name) => upstreams[name].checks)]
  expect(ways.length).toBeGreaterThanOrEqual(12)
  for (const { way, line, places, alert } of ways) {
    expect(checks, way).toContain(line)
    // The log level hides nothing from the page and the metrics.
    if (line === 'config.log') continue
    for (const place of places) expect(html, way).toContain(`>${place}<`)
    expect(alerts, way).toContain(alert?.[1])
    expect(alert?.[2]).toBe(alert?.[1]?.toLowerCase())
  }
})
