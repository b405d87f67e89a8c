import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '#server/operator/metrics.ts'

type Rule = { alert: string; expr: string; annotations: { summary: string; runbook: string } }

const ALERTS = 'deploy/monitoring/alerts.yaml'
const DASHBOARD = 'deploy/monitoring/dashboard.json'

const rules: Rule[] = parse(readFileSync(ALERTS, 'utf8')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
)
const dashboard: { panels: { targets: { expr: string; legendFormat: string }[] }[] } = JSON.parse(
  readFileSync(DASHBOARD, 'utf8'),
)
const queries = dashboard.panels.flatMap(({ targets }) => targets)

/** Metrics of a site that has just started. */
const metrics = createMetrics({
  ...{ version: '0.1.0', upstream: 'sessionm', mailsPerHour: 100 },
  readStore: async () => ({
    ...{ canCreate: true, isReadOnly: false, tables: 6, queues: 30 },
    ...{ mailsThisHour: 0, oldestDueSeconds: 0, deadLetters: 0 },
    jobs: [{ queue: 'mail', state: 'waiting', count: 1 }],
  }),
})

/** Reads `a="b",c="d"` or `a=~"b",c!="d"`. */
const matchersIn = (text: string) =>
  [...text.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].map(
    ([, label = '', operator = '=', value = '']) => ({ label, operator, value }),
  )

/** Finds metrics, with what their labels must be, in a query. */
const selectorsIn = (query: string) =>
  [...query.matchAll(/\b((?:password_reset|process)_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, name = '', matchers = '']) => ({ name, matchers: matchersIn(matchers) }),
  )

/** Labels that Prometheus adds. */
const ADDED = new Set(['job', 'instance'])

async function seriesOf() {
  const lines = (await metrics.text()).split('\n').filter((line) => /^[a-z]/.test(line))
  return lines.map((line) => {
    const [, name = '', labels = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? []
    return {
      name,
      labels: Object.fromEntries(matchersIn(labels).map(({ label, value }) => [label, value])),
    }
  })
}

type Series = Awaited<ReturnType<typeof seriesOf>>[number]
type Selector = ReturnType<typeof selectorsIn>[number]

const hasValue = (own: string, { operator, value }: Selector['matchers'][number]): boolean => {
  const is = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value
  return is === !operator.startsWith('!')
}

const isMatch = ({ name, labels }: Series, selector: Selector): boolean =>
  name === selector.name &&
  selector.matchers
    .filter(({ label }) => !ADDED.has(label))
    .every((each) => {
      const own = labels[each.label]
      return own !== undefined && hasValue(own, each)
    })

test('every series of an alert exists as soon as a site has started', async () => {
  const series = await seriesOf()
  expect(rules.length).toBeGreaterThan(10)
  for (const { alert, expr } of rules) {
    const selectors = selectorsIn(expr)
    expect(selectors, alert).not.toEqual([])
    for (const selector of selectors)
      expect(
        series.filter((each) => isMatch(each, selector)),
        `${alert}: ${JSON.stringify(selector)}`,
      ).not.toEqual([])
  }
})

test('every metric of the dashboard is one of the site, with its labels', async () => {
  const names = new Set((await seriesOf()).map(({ name }) => name))
  // They have no series before the first mail, the first call and the first event.
  for (const late of [
    ...['last_mail_sent_timestamp_seconds', 'upstream_request_duration_seconds_bucket'],
    'events_total',
  ])
    names.add(`password_reset_${late}`)
  expect(queries.length).toBeGreaterThan(20)
  const used = queries.flatMap(({ expr }) => selectorsIn(expr).map(({ name }) => name))
  expect(used.filter((name) => !names.has(name))).toEqual([])
  const text = await metrics.text()
  for (const name of names) expect(text).toContain(name.replace(/_(bucket|sum|count)$/, ''))
})

test('every alert has its paragraph, and every paragraph its alert', () => {
  const [, section = ''] = readFileSync('docs/operating.md', 'utf8').split('\n## Alerts\n')
  const [own = ''] = section.split('\n## ')
  const paragraphs = own.split('\n### ').slice(1)
  const named = paragraphs.map((each) => each.split('\n')[0])
  expect(named.sort()).toEqual(rules.map(({ alert }) => alert).sort())
  for (const each of paragraphs) expect(each.length).toBeGreaterThan(100)
  for (const { alert, annotations } of rules)
    expect(annotations.runbook).toBe(`docs/operating.md#${alert.toLowerCase()}`)
})
