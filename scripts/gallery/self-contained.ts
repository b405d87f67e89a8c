/**
 * Turns a page into one that needs no server: without scripts, as a browser without JavaScript shows it, and
 * with its images inside.
 * @param load fetches an image of the site by its path
 */
export async function selfContained(
  html: string,
  load: (path: string) => Promise<Response>,
): Promise<string> {
  let page = withoutScript(html)
  for (const [, path = ''] of page.matchAll(/\ssrc(?:set)?="(\/[^"]*)"/gi)) {
    const image = await load(path)
    const bytes = Buffer.from(await image.arrayBuffer()).toString('base64')
    const url = `data:${image.headers.get('content-type')};base64,${bytes}`
    page = page.replaceAll(`="${path}"`, `="${url}"`)
  }
  return page
}

/** Removes the scripts of a page, and unwraps what browsers without JavaScript show. */
export const withoutScript = (html: string): string =>
  html
    .replace(/<script\b[^>]*>.*?<\/script>|<link\b[^>]*\bas="script"[^>]*>/gs, '')
    .replace(/<\/?noscript>/g, '')
