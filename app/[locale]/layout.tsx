import './base.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { ErrorWordsProvider } from '#components/error-words.tsx'
import { PageLayout } from '#components/page-layout.tsx'
import { faviconSvg } from '#lib/brand/favicon.ts'
import { directionOf, languageTag } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { brandStyle } from '#server/http/csp.ts'
import { services } from '#server/services.ts'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/** No page is made at build time: each is at its first request, with the environment that it finds. */
export const generateStaticParams = () => []

export const viewport: Viewport = { colorScheme: 'light dark' }

/** The icon is in the page itself: no request is spent on it. */
export function generateMetadata(): Metadata {
  const { name, color } = services().config.brand
  return {
    applicationName: name,
    icons: { icon: `data:image/svg+xml,${encodeURIComponent(faviconSvg(color))}` },
  }
}

/** The document around every page. */
export default async function Layout({ children, params }: Props) {
  const { locale } = await params
  const { brand, locales } = services().config
  const { frame, error, refused, outdated } = messagesFor(locale)
  return (
    <html lang={languageTag(locale)} dir={directionOf(locale)}>
      <head>
        <style>{brandStyle(brand.color)}</style>
      </head>
      <body>
        <PageLayout brand={brand} words={frame} locale={locale} locales={locales}>
          <ErrorWordsProvider words={{ brand: brand.name, error, refused, outdated }}>
            {children}
          </ErrorWordsProvider>
        </PageLayout>
      </body>
    </html>
  )
}
