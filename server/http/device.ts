import Bowser from 'bowser'

/** The header with the `User-Agent` of a posted form. Only `sanitize-request.ts` sets it. */
export const USER_AGENT_HEADER = 'x-user-agent'

/** Longest `User-Agent` that is read, in characters. Those of browsers are shorter. */
export const MAX_USER_AGENT_LENGTH = 400

/** Browsers that are named, as customers know them. Libraries and bots have no name here. */
const BROWSERS: ReadonlyMap<string, string> = new Map([
  ...['Chrome', 'DuckDuckGo', 'Firefox', 'Opera', 'Safari', 'UC Browser', 'Vivaldi'].map(
    (name) => [name, name] as const,
  ),
  ['Microsoft Edge', 'Edge'],
  ['Samsung Internet for Android', 'Samsung Internet'],
])

const SYSTEMS = new Set(['Android', 'Chrome OS', 'iOS', 'Linux', 'macOS', 'Windows'])

/**
 * Names the family of a browser and its system: `Chrome, Windows`. Browsers send both, without proof.
 * @returns null if neither is known
 */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null
  const { browser, os, engine } = Bowser.parse(userAgent)
  // An app that shows pages sends no version, and is called the browser whose engine it uses.
  const name = browser.version ? BROWSERS.get(browser.name ?? '') : undefined
  // An iPad calls itself a Mac.
  const isUnclear = os.name === 'macOS' && engine.name === 'WebKit'
  const system = SYSTEMS.has(os.name ?? '') && !isUnclear ? os.name : undefined
  return [name, system].filter(Boolean).join(', ') || null
}
