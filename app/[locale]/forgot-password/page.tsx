import { PageText } from '#components/page-text.tsx'
import { messagesFor } from '#lib/i18n/messages.ts'
import { site } from '#lib/site.ts'
import { ForgotPasswordForm } from './form.tsx'

type Props = {
  params: Promise<{ locale: string }>
  searchParams: Promise<{ email?: string | string[] }>
}

/** The door of a customer whose login failed; the shop may send the address along. */
export default async function ForgotPasswordPage({ params, searchParams }: Props) {
  const { forgotPassword } = messagesFor((await params).locale)
  const { email } = await searchParams
  return (
    <>
      <PageText
        brand={site().config.brand.name}
        title={forgotPassword.title}
        lead={forgotPassword.lead}
      />
      <ForgotPasswordForm
        words={forgotPassword}
        email={typeof email === 'string' ? email.slice(0, 254) : ''}
      />
    </>
  )
}
