import { readFileSync } from 'node:fs'

/** Tokens and elements of the site's pages, so that shop and site look alike. */
const base = readFileSync(new URL('../../app/[locale]/base.css', import.meta.url), 'utf8')

/** The style sheet of the sandbox's pages. `brandStyle` sets the colours. */
export const styles = `${base}
body { min-height: 100svh; overflow-wrap: break-word }
.bar, main { width: min(100% - 2.5rem, 60rem); margin-inline: auto }
.bar { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center; padding-block: 1rem }
.mark { display: flex; align-items: center; gap: .75rem; color: var(--text); text-decoration: none; font-weight: 650 }
.mark img { display: block; max-width: 100% }
.tile { flex: none; width: 2rem; border-radius: .5rem; line-height: 2rem; text-align: center; font-weight: 700 }
.bar nav { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.25rem; margin-inline-start: auto; font-size: var(--small) }
.bar nav a, summary { padding-block: .6rem }
main { padding-block: 1rem 4rem }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.015em; font-weight: 680; text-wrap: balance }
p { margin: 0 0 1rem }
.lead, .quiet { color: var(--muted) }
small, .quiet { font-size: var(--small) }
code, pre { font: .875rem/1.6 ui-monospace, monospace }
.card { padding: var(--space-5); border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow) }
summary { cursor: pointer }
.menu { position: relative }
.menu summary { display: flex; align-items: center; gap: .5rem; list-style: none }
.menu summary::-webkit-details-marker { display: none }
.menu ul { position: absolute; inset-inline-end: 0; z-index: 1; width: max-content; max-width: calc(100vw - 2.5rem); columns: 2; gap: 1rem; margin: 0; padding: .75rem 1.25rem; list-style: none; border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow) }
.menu ul a { display: block }
.menu [aria-current] { font-weight: 650 }
.shop { display: grid; border-radius: var(--radius); border: 1px solid var(--hairline); background: var(--surface); box-shadow: var(--shadow) }
.hero { position: relative; min-height: 9rem; padding: 1.5rem; border-radius: calc(var(--radius) - 1px) calc(var(--radius) - 1px) 0 0; background: var(--brand); color: var(--on-brand); overflow: hidden }
.hero p { position: relative; z-index: 1; max-width: 14ch; margin: 0; font-size: 1.625rem; line-height: 1.2; font-weight: 680; letter-spacing: -.015em }
.hero svg { position: absolute; inset: 0; width: 100%; height: 100% }
.counter .card { border: 0; background: none; box-shadow: none }
label { display: block; margin-block-end: .375rem; font-weight: 600 }
h1 + label { margin-block-start: 1.25rem }
input { width: 100%; min-height: var(--control); margin-block-end: 1rem; padding: .625rem .875rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: inherit; font: inherit }
[dir=rtl] input { text-align: right }
button, .button { display: block; width: 100%; min-height: var(--control); padding: .75rem 1.25rem; border: 1px solid var(--accent); border-radius: var(--radius); background: var(--brand); color: var(--on-brand); font: inherit; font-weight: 650; text-align: center; text-decoration: none; cursor: pointer }
button:hover, .button:hover { filter: brightness(1.08); text-decoration: underline }
.under { margin: 1rem 0 0; text-align: center }
.wrong { margin: 1rem 0; padding: .75rem 1rem; border-inline-start: 4px solid var(--wrong); border-radius: .25rem; background: var(--wrong-surface) }
.wrong a { font-weight: 600 }
.fold { margin-block-start: var(--space-5); padding-block: .5rem; box-shadow: none }
.fold[open] { padding-block-end: 1.25rem }
table { border-collapse: collapse; width: 100%; font-size: var(--small) }
th, td { padding: .5rem 1rem .5rem 0; text-align: start; vertical-align: top; border-block-start: 1px solid var(--hairline); overflow-wrap: anywhere }
th { border: 0; color: var(--muted); font-weight: 600 }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .375rem 1.25rem; margin: 0; font-size: var(--small); overflow-wrap: anywhere }
dt { color: var(--muted) }
dd { margin: 0 }
.shops { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: var(--space-4); margin: 1.5rem 0; padding: 0; list-style: none }
.shops a { display: grid; gap: .5rem; height: 100%; border-top: 4px solid var(--brand); text-decoration: none; overflow-wrap: anywhere }
.shops .mark { min-height: 2.25rem }
.shops a:hover span:nth-child(2) { text-decoration: underline }
.mails { margin: 1.5rem 0; padding: 0; list-style: none }
.mails li + li { border-block-start: 1px solid var(--hairline) }
.mails:not(:empty) { border: 1px solid var(--hairline); border-radius: var(--radius); background: var(--surface); overflow: hidden }
.mails a, .sender { display: grid; grid-template-columns: 2rem minmax(0, 1fr) auto; gap: 0 .875rem; align-items: center; text-decoration: none }
.mails a { padding: .875rem 1.25rem }
.mails a:hover { background: var(--page) }
.mails a:focus-visible { outline-offset: -3px }
.mails strong, .mails .quiet, .sender .quiet:last-child { grid-column: 2 / -1; overflow-wrap: anywhere }
.mails .tile { align-self: start; margin-block-start: .125rem }
time { color: var(--muted); font-size: var(--small); white-space: nowrap }
.back { font-size: var(--small) }
.mail h1 { margin-block-end: 1.25rem; font-size: 1.5rem }
.tabs { display: flex; gap: 1.5rem; margin: 1.25rem calc(-1 * var(--space-5)) 0; padding-inline: var(--space-5); border-block-end: 1px solid var(--hairline); font-size: var(--small) }
.tabs a { padding-block: .75rem; text-decoration: none; border-block-end: 3px solid transparent }
.tabs a:hover { text-decoration: underline }
.tabs [aria-current] { border-color: var(--accent); font-weight: 650 }
.mail { overflow: hidden }
iframe { display: block; width: calc(100% + 2 * var(--space-5)); height: 46rem; margin: 0 calc(-1 * var(--space-5)) calc(-1 * var(--space-5)); border: 0 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 1.25rem 0 0 }
pre.text { font: inherit }
@media (max-width: 34rem) {
  .bar > .quiet { display: none }
  .bar nav { gap: 0 1rem }
}
@media (min-width: 48rem) {
  .shop { grid-template-columns: 1fr 1fr; min-height: 32rem }
  .hero { padding: 2.5rem; border-radius: calc(var(--radius) - 1px) 0 0 calc(var(--radius) - 1px) }
  [dir=rtl] .hero { border-radius: 0 calc(var(--radius) - 1px) calc(var(--radius) - 1px) 0 }
  .hero p { font-size: 2.5rem }
  .counter { align-self: center }
  .counter .card { padding: 2.5rem }
  main { padding-block-start: 2rem }
}
`
