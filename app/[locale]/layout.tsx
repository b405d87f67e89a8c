import './base.css'
import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { ErrorWordsProvider } from '#components/error-words.tsx'
import { PageLayout } from '#components/page-layout.tsx'
import { faviconSvg } from '#lib/brand/favicon.ts'
import { directionOf, languageTag, localeOf } from '#messages/locales.ts'
import { messagesFor } from '#messages/messages.ts'
import { brandStyle } from '#server/http/csp.ts'
import { TRUSTED_TYPES_SCRIPT } from '#server/http/trusted-types.ts'
import { services } from '#server/services.ts'

type Props = { children: ReactNode; params: Promise<{ locale: string }> }

/** Renders no page at build time: pages depend on the environment of the process. */
export const generateStaticParams = () => []

export const viewport: Viewport = { colorScheme: 'light dark' }

/** Puts the icon into the page as a data URL, which saves a request. */
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
  const { brand, locales, scripts } = services().config
  const { frame, error, refused, outdated } = messagesFor(locale)
  return (
    <html lang={languageTag(locale)} dir={directionOf(locale)}>
      <head>
        {scripts && <script>{TRUSTED_TYPES_SCRIPT}</script>}
        <style>{brandStyle(brand.color)}</style>
      </head>
      <body>
        <PageLayout brand={brand} words={frame} locale={localeOf(locale)} locales={locales}>
          <ErrorWordsProvider words={{ brand: brand.name, error, refused, outdated }}>
            {children}
          </ErrorWordsProvider>
        </PageLayout>
      </body>
    </html>
  )
}
