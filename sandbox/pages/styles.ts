/** The one style sheet of the sandbox's pages; `--accent` comes from the page. */
export const styles = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f5f1, #16181b);
  --sheet: light-dark(#fffefb, #1e2125);
  --ink: light-dark(#1f2328, #e8e6e1);
  --quiet: light-dark(#5c636b, #a3a9b1);
  --line: light-dark(#dedbd3, #343a41);
  --strong: light-dark(
    color-mix(in oklab, var(--accent), black 12%), color-mix(in oklab, var(--accent), white 55%)
  );
  --alarm: light-dark(#a3271b, #ff9c8f);
}
* { box-sizing: border-box }
body {
  margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 ui-sans-serif, system-ui, sans-serif; overflow-wrap: break-word;
}
header { border-block-end: 1px solid var(--line); background: var(--sheet) }
header div, main { width: min(100% - 2.5rem, 46rem); margin-inline: auto }
header div { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; padding-block: 1rem }
header strong { font-size: 1.125rem; letter-spacing: -.01em; color: var(--strong) }
header span, small, .quiet { color: var(--quiet); font-size: .875rem }
header nav { margin-inline-start: auto; display: flex; gap: 1rem; font-size: .875rem }
main { padding-block: 2.5rem 4rem }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.02em; text-wrap: balance }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.0625rem }
p { margin: 0 0 1rem; max-width: 62ch }
a { color: var(--strong); text-underline-offset: .2em }
:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; border-radius: 4px }
code, pre { font: .875rem/1.6 ui-monospace, monospace }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; margin-block: 1.5rem }
form.sheet { max-width: 26rem }
label { display: block; margin-block-end: .375rem; font-weight: 600; font-size: .9375rem }
input {
  width: 100%; min-height: 2.75rem; margin-block-end: 1.125rem; padding: .5rem .75rem; color: inherit;
  background: var(--ground); border: 1px solid var(--quiet); border-radius: 8px; font: inherit;
}
button {
  min-height: 2.75rem; padding: .5rem 1.25rem; border: 0; border-radius: 8px; cursor: pointer;
  background: var(--strong); color: light-dark(white, #16181b); font: inherit; font-weight: 600;
}
.row { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; align-items: center }
[role=alert] { margin: 0 0 1.25rem; padding: .75rem 1rem; border-inline-start: 4px solid var(--alarm); background: var(--ground) }
[role=alert] a { display: inline-block; margin-block-start: .25rem; font-weight: 600 }
ul.list { list-style: none; margin: 1.5rem 0; padding: 0; border-block-start: 1px solid var(--line) }
ul.list li { padding-block: .875rem; border-block-end: 1px solid var(--line) }
ul.list a { font-weight: 600 }
dl { display: grid; grid-template-columns: minmax(0, 9rem) minmax(0, 1fr); overflow-wrap: anywhere; gap: .375rem 1.25rem; margin: 1rem 0 }
dt { color: var(--quiet) }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .9375rem }
th, td { padding: .5rem 1rem .5rem 0; text-align: start; vertical-align: top; border-block-end: 1px solid var(--line) }
th { color: var(--quiet); font-weight: 600; font-size: .875rem }
iframe { width: 100%; height: min(65vh, 34rem); border: 1px solid var(--line); border-radius: 12px; background: white; color-scheme: light }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 }
@media (max-width: 34rem) {
  main { padding-block-start: 1.5rem }
  .sheet { padding: 1.125rem }
  header nav { margin-inline-start: 0 }
}
`
