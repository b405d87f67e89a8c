import { AccountLine } from '#components/account-line.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { More } from '#components/more.tsx'
import { PageText } from '#components/page-text.tsx'
import { SideLink } from '#components/side-link.tsx'
import { mailboxOf, withDomain } from '#lib/mailboxes.ts'
import { LIMITS } from '#lib/reset/limits.ts'
import { splitAddress } from '#lib/split-address.ts'
import { fill } from '#messages/fill.ts'
import { messagesFor, shortDuration } from '#messages/messages.ts'
import { fillPlurals } from '#messages/plural.ts'
import { currentFlow } from '#server/http/request-context.ts'
import { RESEND_WAIT_SECONDS } from '#server/http/sent-flow.ts'
import { services } from '#server/services.ts'
import { ResendForm } from './resend-form.tsx'
import { SentSteps } from './sent-steps.tsx'
import { Suggestion } from './suggestion.tsx'

type Props = { params: Promise<{ locale: string }> }

export const dynamic = 'force-dynamic'

/** The page after the form, with the typed address. It is the same whether or not there is an account. */
export default async function SentPage({ params }: Props) {
  const { locale } = await params
  const { forgotPassword, customerNumber, sent } = messagesFor(locale)
  const { config, upstream } = services()
  const flow = await currentFlow()
  const request = flow?.kind === 'sent' ? flow : null
  const isAddress = request?.email.includes('@')
  const mailbox = request?.mailbox && mailboxOf(request.mailbox)
  return (
    <>
      <PageText
        icon="envelope"
        // With a request, the form sets the title of the document.
        {...(!request && { brand: config.brand.name })}
        title={sent.title}
        lead={upstream.acceptsCustomerNumber ? customerNumber.sent : sent.lead}
      >
        {request && (
          <>
            <p role="status">{request.isAgain && sent.resent}</p>
            <AccountLine
              label={isAddress ? forgotPassword.email : customerNumber.name}
              address={request.email}
            >
              <a href="/forgot-password/change">
                {isAddress ? sent.change : customerNumber.change}
              </a>
            </AccountLine>
          </>
        )}
        {request?.suggestion && (
          <Suggestion
            words={sent}
            domain={request.suggestion}
            address={withDomain(request.email, request.suggestion)}
          />
        )}
        <SentSteps locale={locale} />
      </PageText>
      {mailbox && (
        <ButtonLink href={mailbox.url} rel="noreferrer">
          {fill(sent.mailbox, { mailbox: mailbox.name })}
        </ButtonLink>
      )}
      {request && !request.suggestion ? (
        <ResendForm
          key={request.isAgain ? request.askedAt : 'first'}
          words={{ title: sent.title, again: sent.again, wait: sent.wait }}
          email={splitAddress(request.email)}
          waits={Array.from({ length: RESEND_WAIT_SECONDS + 1 }, (_, seconds) =>
            shortDuration(seconds, locale),
          )}
        />
      ) : (
        <ButtonLink href="/forgot-password/change" isSecond>
          {sent.again}
        </ButtonLink>
      )}
      {upstream.hasShortTokens && <SideLink href="/change-password/code">{sent.code}</SideLink>}
      <More title={sent.nothing}>
        <ul>
          {sent.hints.map((hint) => (
            <li key={hint}>{fillPlurals(locale, hint, { links: LIMITS.addressHourly.points })}</li>
          ))}
        </ul>
      </More>
    </>
  )
}
