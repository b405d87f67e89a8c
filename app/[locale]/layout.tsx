import './base.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { ErrorWordsProvider } from '#components/error-words.tsx'
import { Frame } from '#components/frame.tsx'
import { brandStyle } from '#lib/http/page-policy.ts'
import { messagesFor } from '#lib/i18n/messages.ts'
import { site } from '#lib/site.ts'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/** No page is made at build time: each is at its first request, with the environment that it finds. */
export const generateStaticParams = () => []

export const viewport: Viewport = { colorScheme: 'light dark' }

export function generateMetadata(): Metadata {
  const { name, color } = site().config.brand
  return {
    applicationName: name,
    icons: { icon: icon(color) },
  }
}

/** The document around every page. */
export default async function Layout({ children, params }: Props) {
  const { locale } = await params
  const { brand } = site().config
  const { frame, error } = messagesFor(locale)
  return (
    <html lang={locale}>
      <head>
        <style>{brandStyle(brand.color)}</style>
      </head>
      <body>
        <Frame brand={brand} words={frame}>
          <ErrorWordsProvider words={error}>{children}</ErrorWordsProvider>
        </Frame>
      </body>
    </html>
  )
}

/** The mark of the brand, in the page itself: no request is spent on it. */
const icon = (color: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="5" fill="${color}"/></svg>`)}`
