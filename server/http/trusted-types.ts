/**
 * Script that defines which texts may become code in a page: files of the build, which Next loads, and what
 * React writes when it has to render a document again, which is this script, an empty one, and styles. All else throws.
 * It has no character that React escapes: its hash is that of this text.
 * @see https://www.w3.org/TR/trusted-types/#default-policy-hdr
 */
export const TRUSTED_TYPES_SCRIPT =
  'if(self.trustedTypes){const own=document.currentScript.text;' +
  'trustedTypes.createPolicy(`default`,{' +
  'createScriptURL(s){const u=new URL(s,location);' +
  'return u.origin==location.origin?u.pathname.startsWith(`/_next/static/`)?s:null:null},' +
  'createScript(s){return s==own?s:null},' +
  'createHTML(s){return s==`\\x3cscript\\x3e\\x3c/script\\x3e`?s:s.includes(`\\x3c`)?null:s}})}'

/** Directives of a page whose scripts run. */
export const TRUSTED_TYPES = ["require-trusted-types-for 'script'", 'trusted-types default']
