import { PageText } from '#components/page-text.tsx'
import { messagesFor } from '#lib/i18n/messages.ts'
import { site } from '#lib/site.ts'
import { ForgotPasswordForm } from './form.tsx'

/** The door of a customer whose login failed. */
export function AskForLink({ locale, email }: { locale: string; email: string }) {
  const { forgotPassword } = messagesFor(locale)
  return (
    <>
      <PageText
        brand={site().config.brand.name}
        title={forgotPassword.title}
        lead={forgotPassword.lead}
      />
      <ForgotPasswordForm words={forgotPassword} email={email} />
    </>
  )
}
