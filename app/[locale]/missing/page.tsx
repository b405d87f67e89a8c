import { ButtonLink } from '#components/button-link.tsx'
import { PageText } from '#components/page-text.tsx'
import { messagesFor } from '#lib/i18n/messages.ts'
import { site } from '#lib/site.ts'

type Props = { params: Promise<{ locale: string }> }

/**
 * What stands where there is nothing, answered with 404 by the proxy. Next's own `not-found` puts
 * nothing into the HTML of a dynamic page, so that it is blank without script.
 */
export default async function MissingPage({ params }: Props) {
  const { notFound } = messagesFor((await params).locale)
  return (
    <>
      <PageText brand={site().config.brand.name} title={notFound.title} lead={notFound.lead} />
      <ButtonLink href="/forgot-password">{notFound.next}</ButtonLink>
    </>
  )
}
