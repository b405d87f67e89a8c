/** Bytes of HTML and CSS of a page with a form, compressed. They fit into the first flight. */
export const CRITICAL_PATH = 12_500

/** Bytes of JavaScript (gzip) that a page may load beyond a bare page of the same Next. */
export const SCRIPT_OVER_BARE = 20 * 1024

/** Bytes of a page without JavaScript, with headers: ten packets, TCP's initial window. @see RFC 6928 */
export const FIRST_FLIGHT = 14_600

/** Factor of CPU time that `/forgot-password` may cost over a bare static page. */
export const CPU_OVER_BARE = 2
