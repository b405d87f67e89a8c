import { html } from 'hono/html'
import { meanings } from '#sandbox/behaviours.ts'
import type { Markup } from '#sandbox/pages/page.ts'
import { FIRST_PASSWORD, seeds } from '#sandbox/seeds.ts'

/** Lists the customers, with passwords and behaviours. */
export const customersTable = ({ hasPasswordRules }: { hasPasswordRules: boolean }): Markup => html`
<p>They all start with the password <code>${FIRST_PASSWORD}</code></p>
<table>
<thead><tr><th scope="col">Email</th><th scope="col">Behaviour</th></tr></thead>
<tbody>${seeds
  .filter(({ behaviour }) => hasPasswordRules || behaviour !== 'strict')
  .map(
    ({ email, name, behaviour }) => html`
<tr><td><code>${email}</code></td><td>${
      name.startsWith('<') ? 'Their name is hostile HTML.' : meanings[behaviour]
    }</td></tr>`,
  )}
</tbody></table>`
