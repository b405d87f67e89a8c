/** Tokens of `app/[locale]/base.css`, which only Next's pages can import. A test compares them. */
export const TOKENS = `
:root {
  --page: color-mix(in oklab, var(--brand) 4%, #f6f6f5);
  --surface: #ffffff;
  --text: #1a1918;
  --muted: #57534e;
  --line: #8a8580;
  --hairline: #e3e1de;
  --good: #1b6b3a;
  --late: #8a5300;
  --wrong: #b3261e;
  --wrong-surface: #fdf1f0;
  --radius: 0.75rem;
  --radius-small: 0.5rem;
  --control: 3.25rem;
  --body: 1.0625rem;
  --large: 1.75rem;
  --small: 0.9375rem;
  --space-1: 0.25rem;
  --space-2: 0.5rem;
  --space-3: 0.75rem;
  --space-4: 1rem;
  --space-5: 1.5rem;
  --space-6: 2.5rem;
  --shadow: 0 1px 2px rgb(28 25 23 / 6%), 0 12px 32px -12px rgb(28 25 23 / 14%);
}

@media (prefers-color-scheme: dark) {
  :root {
    --page: color-mix(in oklab, var(--brand) 4%, #131214);
    --surface: #1d1d20;
    --text: #f2f2f4;
    --muted: #b1b0b6;
    --line: #84838a;
    --hairline: #35353a;
    --good: #7fd8a0;
    --late: #f0b45c;
    --wrong: #ff9d94;
    --wrong-surface: #33211f;
    --shadow: none;
  }
}
`

/** Style of the operator's page. */
export const STYLE = `${TOKENS}
*, ::before, ::after { box-sizing: border-box }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body {
  margin: 0 auto; padding: 0 var(--space-4) var(--space-6); max-width: 72rem;
  background: var(--page); color: var(--text);
  font: var(--body) / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
p, ul, ol, dl, dd, h1, h2, figure, fieldset { margin: 0; padding: 0; border: 0; list-style: none }
h1 { font-size: var(--large); font-weight: 680; line-height: 1.2; letter-spacing: -0.02em }
h2 { margin-bottom: var(--space-3); font-size: var(--body); font-weight: 650 }
a { display: inline-block; min-height: 1.5rem; color: var(--accent); text-underline-offset: 0.2em }
code { font: 600 0.95em ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--text); overflow-wrap: anywhere }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.small { font-size: var(--small) }
.muted { color: var(--muted) }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }

.top { display: flex; align-items: center; gap: var(--space-3); min-height: 4.5rem }
.mark {
  flex: none; width: 1.75rem; height: 1.75rem; border: 1px solid var(--accent); border-radius: var(--radius-small);
  background: var(--brand); color: var(--on-brand); font-size: var(--small); font-weight: 700; line-height: 1.625rem; text-align: center;
}
.brand { flex: 1; min-width: 0; font-weight: 650; overflow-wrap: anywhere }
.brand .muted { font-weight: 400 }

main { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-4) }
.card { min-width: 0; padding: var(--space-5); border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow) }
.pair { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-4) }
.narrow { width: 100%; max-width: 28rem; margin: var(--space-6) auto 0 }
.foot { padding: 0 var(--space-1) }

[data-state="ok"] { --state: var(--good) }
[data-state="warn"] { --state: var(--late) }
[data-state="fail"] { --state: var(--wrong) }
[data-state="unknown"] { --state: var(--muted) }
.icon { fill: none; stroke: var(--state); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round }
.hero { border-top: 4px solid var(--state) }
.hero-title { display: flex; align-items: center; gap: var(--space-4) }
.disc { flex: none; display: grid; place-items: center; width: 3rem; height: 3rem; border-radius: 50%; background: color-mix(in oklab, var(--state) 12%, transparent) }
.disc .icon { width: 24px; height: 24px }
.checks { display: grid; gap: var(--space-3); margin-top: var(--space-4) }
.check { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--space-3) }
.check .icon { margin-top: var(--space-1) }
summary { display: inline-flex; align-items: center; min-height: 2.75rem; color: var(--accent); font-weight: 600; cursor: pointer }
summary::before { content: "+"; width: 1.25rem }
[open] > summary::before { content: "\\2212" }
summary::-webkit-details-marker { display: none }
.hero details { margin-top: var(--space-2) }

.tiles { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--space-4) }
.tile { padding: var(--space-4) }
.tile dt { font-weight: 600; font-size: var(--small) }
.tile-value { font-size: var(--large); font-weight: 680; line-height: 1.3; letter-spacing: -0.02em; font-variant-numeric: tabular-nums }
.tile[data-state="fail"] .tile-value { color: var(--wrong) }
.budget { display: block; margin-top: var(--space-2) }

.plot-top { margin-bottom: var(--space-1) }
.plot svg[role] { display: block; width: 100%; height: 7rem; border-bottom: 1px solid var(--line) }
.plot-axis { display: flex; justify-content: space-between; margin-top: var(--space-1) }
.plot-asked { fill: color-mix(in oklab, var(--accent) 22%, var(--surface)); stroke: var(--accent); stroke-width: 1; vector-effect: non-scaling-stroke }
.plot-asked[height="0"] { stroke: none }
.plot-mailed { fill: var(--accent) }
.plot-limited { fill: var(--late) }
.legend { display: flex; flex-wrap: wrap; gap: 0 var(--space-4); margin: var(--space-2) 0 var(--space-5) }
.legend svg { margin-inline-end: var(--space-2) }

.funnel { display: grid; gap: var(--space-3) }
.step { display: grid; grid-template-columns: 1fr auto; gap: 0 var(--space-3); align-items: baseline }
.step-name { font-weight: 600 }
.step-count { font-variant-numeric: tabular-nums; font-weight: 600 }
.step-count .muted { display: inline-block; min-width: 3.25rem; font-weight: 400; text-align: end }
.step-bar, .step-loss { grid-column: 1 / -1 }
.step-bar { display: block; margin: var(--space-1) 0 }
.bar-track { fill: color-mix(in oklab, var(--text) 7%, transparent) }
.bar-lost { fill: color-mix(in oklab, var(--wrong) 30%, var(--surface)) }
.bar-count { fill: var(--accent) }

table { width: 100%; border-collapse: collapse }
th, td { padding: var(--space-2) 0; border-top: 1px solid var(--hairline); font-weight: 400; text-align: start; vertical-align: baseline; overflow-wrap: anywhere }
thead th, thead td { border: 0; padding-top: 0; color: var(--muted); font-size: var(--small) }
tr > * + * { width: 1%; padding-inline-start: var(--space-5); text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }

.look-up { display: flex; flex-wrap: wrap; align-items: end; gap: var(--space-2) }
.look-up label { flex: 1 0 100%; font-weight: 600 }
.look-up input { flex: 1 1 16rem; min-width: 0; max-width: 26rem; height: 2.75rem }
.reset { margin-bottom: var(--space-4) }
.reset li { padding: var(--space-1) 0 }
.reset .muted { display: inline-block; min-width: 9.5rem; font-variant-numeric: tabular-nums }
.letters { display: grid }
.letter { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-3); padding: var(--space-3) 0; border-top: 1px solid var(--hairline) }
.letter:first-child { border: 0; padding-top: 0 }
.commands { display: flex; flex-wrap: wrap; gap: var(--space-2) }
.result { margin-bottom: var(--space-4); color: var(--good); font-weight: 600 }
button { min-height: 2.75rem; padding: 0 var(--space-4); border: 1px solid var(--line); border-radius: var(--radius-small); background: var(--surface); color: var(--text); font: inherit; font-size: var(--small); font-weight: 600; cursor: pointer }
button:hover { border-color: currentcolor }
button[data-verb="drop"] { color: var(--wrong) }

.sign-in { display: grid; gap: var(--space-2); margin-top: var(--space-4) }
.sign-in label { font-weight: 600 }
input { width: 100%; height: var(--control); padding: 0 var(--space-4); border: 1px solid var(--line); border-radius: var(--radius-small); background: var(--surface); color: var(--text); font: inherit }
.sign-in input[aria-invalid] { border: 2px solid var(--wrong) }
.primary { height: var(--control); margin-top: var(--space-3); border-color: var(--accent); background: var(--brand); color: var(--on-brand); font-size: var(--body) }
.fault { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--space-3); margin-top: var(--space-4); padding: var(--space-3) var(--space-4); border-inline-start: 4px solid var(--wrong); border-radius: var(--radius); background: var(--wrong-surface) }

@media (min-width: 56rem) {
  body { padding-inline: var(--space-5) }
  .tiles { grid-template-columns: repeat(4, minmax(0, 1fr)) }
  .pair, details .checks { grid-template-columns: repeat(2, minmax(0, 1fr)) }
}
`
