/** In bytes: HTML and CSS of a page with a form, as the server sends them. Fits the first flight. */
export const CRITICAL_PATH = 12_500

/** In bytes of gzip: how much more script a page may load than a bare page of the same Next. */
export const SCRIPT_OVER_BARE = 20 * 1024

/** In bytes: ten packets, what TCP sends before it waits; all of a page without script, headers too. */
export const FIRST_FLIGHT = 14_600

/** How many times the CPU of a bare static page `/forgot-password` may cost. */
export const CPU_OVER_BARE = 2
