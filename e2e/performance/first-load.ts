import { gzipSync } from 'node:zlib'

/**
 * Lists the scripts of a page that it runs or preloads. Leaves out `noModule` scripts, which no current
 * browser loads.
 */
export function scriptsOf(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? []
  const urls = tags.map((tag) => {
    if (tag.startsWith('<script')) return /\bnomodule\b/i.test(tag) ? null : attribute(tag, 'src')
    return /\brel="modulepreload"|\bas="script"/.test(tag) ? attribute(tag, 'href') : null
  })
  return [...new Set(urls.filter((url) => url !== null))]
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\b${name}="([^"]+)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? null

/** Sums the bytes of scripts, each compressed by gzip at its highest level. */
export async function gzippedBytes(urls: Iterable<string>): Promise<number> {
  let sum = 0
  for (const url of urls) {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(`${url} is answered with ${answer.status}`)
    sum += gzipSync(await answer.arrayBuffer(), { level: 9 }).byteLength
  }
  return sum
}
