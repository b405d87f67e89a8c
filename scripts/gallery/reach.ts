import type { Page } from '@playwright/test'
import type { TestEnvironment } from '#e2e/system/test-environment.ts'
import { LOCALES, type Locale } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { replacePlurals } from '#messages/plural.ts'
import { showLive } from './live.ts'
import { LIVE_STATES, type LiveState } from './live-states.ts'
import { NUMBER_STATES } from './number-states.ts'
import { shareWork } from './shared-work.ts'
import { idOf, type State } from './state.ts'
import { STATES } from './states.ts'
import { type Shown, visitAt } from './visit.ts'

/** A state as a page shows it in a language. */
export type Sight = Shown & { readonly id: string; readonly state: State; readonly locale: Locale }

/** Lists the states that a language has. */
export const statesIn = <Any extends State>(states: readonly Any[], locale: Locale): Any[] =>
  states.filter(({ hasDefaultLanguage }) => !hasDefaultLanguage || locale === LOCALES[0])

/** Visits a site for a state. Each has its own client, so that no limit of one is reached by another. */
function visitFor(site: TestEnvironment, locale: Locale, state: State) {
  const all = [...STATES, ...NUMBER_STATES, ...LIVE_STATES]
  return visitAt(site, locale, `10.${LOCALES.indexOf(locale)}.${all.indexOf(state)}.1`)
}

/** Visits at the same time: the most with which no time limit of the site is reached. */
const VISITS = ['first', 'second', 'third', 'fourth']

/**
 * Reaches states of a site in some languages.
 * @throws with the state and the language of a page that lacks its texts
 */
export function reachAll(
  site: TestEnvironment,
  states: readonly State[],
  locales: readonly Locale[],
): Promise<Sight[]> {
  const all = locales.flatMap((locale) =>
    statesIn(states, locale).map((state) => ({ state, locale })),
  )
  return shareWork(VISITS, all, async (_, { state, locale }) =>
    sightOf(state, locale, await state.reach(visitFor(site, locale, state))),
  )
}

/**
 * Reaches a state that needs JavaScript, in a tab of its own.
 * @throws as {@link reachAll}
 */
export async function reachLive(
  page: Page,
  site: TestEnvironment,
  state: LiveState,
  locale: Locale,
): Promise<Sight> {
  const visit = visitFor(site, locale, state)
  const shown = await state.reach(visit)
  await showLive(page, shown, visit.client)
  await state.act(page, messagesFor(locale))
  return sightOf(state, locale, { ...shown, html: await page.content() })
}

function sightOf(state: State, locale: Locale, shown: Shown): Sight {
  const text = textOf(shown.html)
  const missing = state.says(messagesFor(locale)).find((words) => !patternOf(words).test(text))
  const id = idOf(state)
  if (missing) throw new Error(`${id} in ${locale} does not say "${missing}"`)
  return { ...shown, id, state, locale }
}

const ENTITIES: Record<string, string> = { quot: '"', '#x27': "'", lt: '<', gt: '>', amp: '&' }

/** Reads a page as one text: what can be seen, with tags and attributes. */
export const textOf = (html: string): string =>
  html
    .replace(/<script[^>]*>.*?<\/script>|<!--.*?-->|<wbr\/?>/gs, '')
    .replace(/&(quot|#x27|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '')

/** Matches a text of `messages/`, with any values and plural forms in its placeholders. */
export const patternOf = (words: string): RegExp =>
  new RegExp(
    replacePlurals(words, () => '{plural}')
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+?'),
    's',
  )
