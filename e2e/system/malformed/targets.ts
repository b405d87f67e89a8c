import * as fc from 'fast-check'
import { words } from '#lib/words-fixture.ts'
import { MARKUP, oneOf, weighted } from './choices.ts'

/** All paths of the site. */
export const PATHS = words(`
  / /forgot-password /forgot-password/sent /change-password /change-password/done /other-action
  /change-password/expired /change-password/with-link /actions /actions/ /change_password /healthz
  /readyz /one-time-password-token-notification /.well-known/change-password /.well-known/assetlinks.json /logo /missing
  /favicon.ico /icon.svg /robots.txt /_next/static/chunks/missing.js`)

const ODD = [
  ...words(`
  * ? # /? // /// /\\ \\ /%2f /%5c /%00 /% /%zz /%ff /.. /../.. /%2e%2e/ /..%2f..%2fetc/passwd /.
  /./forgot-password /.env /.git //evil.example /\\evil.example //evil.example/.. evil.example:80
  http://[ http:// http://evil.example/ http://evil.example https://evil.example:1/actions?token=x
  ftp://x/ /en /en/forgot-password /en/change-password /en/missing /en/too-many /xx/missing
  /%5Blocale%5D/forgot-password /[locale]/forgot-password /en/en/forgot-password /_error /_next
  /_next/ /_next/data /_next/data/x/forgot-password.json /_next/static/../../ /_next/image
  /_next/image?url=%2Ficon.svg&w=64&q=75 /_next/webpack-hmr /_next/mcp /_next/static/%2e%2e/BUILD_ID
  /_next/image?url=http%3A%2F%2F127.0.0.1%3A9%2F&w=64&q=75 /_not-found /_global-error /404 /500
  /_document /_app /index /en.rsc /__nextjs_original-stack-frame /__nextjs_source-map /_next/dev/x
  /_next/postponed/x /forgot-password.rsc /forgot-password.txt /forgot-password.json
  /forgot-password.html /forgot-password.segments/_tree.segment.rsc /forgot-password.prefetch.rsc
  /index.rsc /FORGOT-PASSWORD /forgot-password/ /forgot-password// /forgot%2dpassword
  /%66orgot-password /forgot-password;jsessionid=1 /forgot-password/%00 /forgot-password/..%2f
  /change-password%20 /wp-login.php /server.js /package.json
  /.next/server/app-paths-manifest.json /é /\x7f`),
  ...[
    '',
    '/a b',
    `/${'a'.repeat(8000)}`,
    `/${'a/'.repeat(2000)}`,
    `/actions?${'a=b&'.repeat(1500)}`,
  ],
]

const QUERIES = words(`
  ? ?_rsc ?_rsc=x ?email= ?email=${MARKUP} ?email=a&email=b ?email[]=a ?% ?__nextLocale=x
  ?nxtPlocale=x ?nxtIlocale=x ?__nextDefaultLocale= ?locale=xx ?%ff ?__flight__=1 ?_nextDataReq=1
  ?__nextDataReq=1 ?__nextppronly=1 ?__proto__=1 ?dpl=x ?&&& ?a=%u0041 ??
  ?action=resetPwd&customerId=${MARKUP}&token=${MARKUP} ?action=resetPwd&token=%00&customerId=1
  ?action=resetPwd&customerId=..%2f..%2f&token=a ?action=resetPwd&customerId=1&token=a.b.c.d.e
  ?token=x&token=y&customerId=1 ?token=${'t'.repeat(8000)}&customerId=1`)

const path = oneOf(PATHS)
const odd = oneOf(ODD)
const withQuery = (target: fc.Arbitrary<string>) =>
  fc.tuple(target, oneOf(QUERIES)).map((both) => both.join(''))

/** Draws a path of the site, with or without a query, or any other target. */
export const target = weighted([3, path], [1, withQuery(path)], [1, odd], [1, withQuery(odd)])
