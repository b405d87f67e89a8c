import { PageText } from '#components/page-text.tsx'
import { messagesFor } from '#lib/i18n/messages.ts'
import { ForgotPasswordForm } from './form.tsx'

/** The door of a customer whose login failed. */
export function AskForLink({ locale, email }: { locale: string; email: string }) {
  const { forgotPassword } = messagesFor(locale)
  return (
    <>
      <PageText title={forgotPassword.title} lead={forgotPassword.lead} />
      <ForgotPasswordForm title={forgotPassword.title} words={forgotPassword} email={email} />
    </>
  )
}
