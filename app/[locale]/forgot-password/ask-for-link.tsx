import { PageText } from '#components/page-text.tsx'
import { SideText } from '#components/side-link.tsx'
import { splitAddress } from '#lib/split-address.ts'
import { messagesFor } from '#messages/messages.ts'
import { requestWords } from '#messages/request-words.ts'
import { services } from '#server/services.ts'
import { ForgotPasswordForm } from './form.tsx'

/** The "Forgot your password?" form, used with and without a prefilled address. */
export function AskForLink({ locale, email }: { locale: string; email: string }) {
  const { upstream, config } = services()
  const { acceptsCustomerNumber } = upstream
  const { signInUrl } = config.brand
  const messages = messagesFor(locale)
  const words = requestWords(messages, acceptsCustomerNumber)
  return (
    <>
      <PageText icon="key" title={words.title} lead={words.lead} />
      <ForgotPasswordForm
        title={words.title}
        words={words}
        acceptsNumber={acceptsCustomerNumber}
        email={splitAddress(email)}
      />
      {signInUrl && (
        <SideText>
          {words.remembered} <a href={signInUrl}>{messages.done.signIn}</a>
        </SideText>
      )}
    </>
  )
}
