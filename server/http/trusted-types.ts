/**
 * Script that defines which strings may become code in a page. Next loads more of the build's files, React
 * makes empty `script` elements, and Next's styles contain no tags. All else throws. The URL of a file stays as
 * it is written, because the file looks itself up by it.
 * It has no character that React escapes: its hash is that of this text.
 * @see https://www.w3.org/TR/trusted-types/#default-policy-hdr
 */
export const TRUSTED_TYPES_SCRIPT =
  'if(self.trustedTypes)trustedTypes.createPolicy(`default`,{' +
  'createScriptURL(s){let u=new URL(s,location);' +
  'return u.origin==location.origin?u.pathname.startsWith(`/_next/static/`)?s:null:null},' +
  'createHTML(h){return h==`\\x3cscript\\x3e\\x3c/script\\x3e`?h:h.includes(`\\x3c`)?null:h}})'

/** Directives of a page whose scripts run. */
export const TRUSTED_TYPES = ["require-trusted-types-for 'script'", 'trusted-types default']
