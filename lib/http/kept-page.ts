import { brotliCompressSync, gzipSync } from 'node:zlib'
import { hashSources, type Sources } from './page-policy.ts'

/** A page as this process keeps it: what it runs, and its bytes, as small as each way makes them. */
export type KeptPage = {
  readonly sources: Sources
  readonly bodies: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>
}

type Encoding = 'br' | 'gzip' | 'identity'

/** The media type of a page. */
export const HTML = 'text/html; charset=utf-8'

/** Makes a page ready to be sent, once. */
export const keepPage = (html: string): KeptPage => ({
  sources: hashSources(html),
  bodies: {
    br: new Uint8Array(brotliCompressSync(html)),
    gzip: new Uint8Array(gzipSync(html, { level: 9 })),
    identity: new TextEncoder().encode(html),
  },
})

/** The body for who accepts these encodings, and what it has to be sent with. */
export function bodyOf({ bodies }: KeptPage, accepted: string | undefined) {
  const encoding = (['br', 'gzip'] as const).find((name) => accepts(accepted, name)) ?? 'identity'
  return {
    body: bodies[encoding],
    headers: {
      'Content-Type': HTML,
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    },
  }
}

/** Whether an `Accept-Encoding` names one, and not to say that it is unwanted. */
const accepts = (accepted: string | undefined, encoding: string) =>
  (accepted ?? '').split(',').some((part) => {
    const [name, ...weights] = part.toLowerCase().split(';')
    return name?.trim() === encoding && !weights.some((weight) => /^\s*q=0(\.0*)?\s*$/.test(weight))
  })
