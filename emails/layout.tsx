import {
  Body,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import type { ReactNode } from 'react'
import { directionOf, languageTag } from '#messages/locales.ts'
import { ActionButton, CopiedLink } from './action-button.tsx'
import { colorsOf, darkStyle, FONT, type MailBrand, WELL } from './style.ts'

/** The texts of every mail. */
type MailWords = {
  readonly heading: string
  /** The line that a mail program shows beside the subject. */
  readonly preview: string
  readonly button: string
  readonly copy: string
  readonly why: string
}

/** Values that every mail gets. */
export type MailProps = {
  brand: MailBrand
  locale: string
  words: MailWords
  /** Target of the button. */
  href: string
  /** True for an outlined button, which most readers do not need. */
  isOutlined?: boolean
  /** Links to help and to the legal pages of the company. */
  links: readonly { href: string; label: string }[]
}

/** The layout of every mail: one column that loads nothing, with one button. */
export function MailLayout(props: MailProps & { lead: ReactNode; children: ReactNode }) {
  const { brand, locale, words, href, isOutlined = false, links, lead, children } = props
  return (
    <Html lang={languageTag(locale)} dir={directionOf(locale)}>
      <Head>
        <title>{words.heading}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyle(brand)}</style>
      </Head>
      <Preview>{words.preview}</Preview>
      <Body className="page" style={page}>
        <main>
          <Container className="card" style={card}>
            <Text className="strong" style={name}>
              <span
                aria-hidden="true"
                className="edge"
                style={{ ...tile, ...colorsOf(brand) }}
                data-skip-in-text="true"
              >
                {[...brand.name][0]?.toUpperCase()}
              </span>
              {brand.name}
            </Text>
            <Heading as="h1" className="strong" style={heading}>
              {words.heading}
            </Heading>
            {lead}
            <ActionButton brand={brand} href={href} isOutlined={isOutlined}>
              {words.button}
            </ActionButton>
            {children}
            <CopiedLink href={href}>{words.copy}</CopiedLink>
            <Hr
              className="line"
              style={{ borderTop: '1px solid #e3e1de', margin: '24px 0 16px' }}
            />
            <Text className="quiet" style={quiet}>
              {words.why}
            </Text>
            {links.map(({ href: target, label }) => (
              <p key={target} style={foot}>
                <Link href={target} className="quiet" style={link}>
                  {label}
                </Link>
              </p>
            ))}
          </Container>
        </main>
      </Body>
    </Html>
  )
}

/** A paragraph of a mail. */
export const Paragraph = ({ children }: { children: ReactNode }) => (
  <Text className="text" style={paragraph}>
    {children}
  </Text>
)

const page = { backgroundColor: '#f4f4f3', fontFamily: FONT, margin: 0, padding: '32px 12px' }
const card = {
  backgroundColor: '#ffffff',
  borderRadius: '12px',
  maxWidth: '480px',
  padding: '32px 28px',
  // A long name of one word is wider than a phone.
  wordBreak: 'break-word',
} as const
const name = {
  color: '#1a1918',
  fontSize: '16px',
  fontWeight: 600,
  margin: '0 0 28px',
}
const tile = {
  borderRadius: '7px',
  display: 'inline-block',
  fontSize: '15px',
  lineHeight: '28px',
  marginInlineEnd: '10px',
  textAlign: 'center',
  width: '28px',
} as const
const fact = { color: '#44403c', fontSize: '15px', lineHeight: '23px', margin: '0' }
const heading = { color: '#1a1918', fontSize: '26px', lineHeight: '32px', margin: '0 0 12px' }
/** The account that a mail is about, and facts such as its time, one a line. */
export const Facts = ({ account, lines }: { account: string; lines: readonly string[] }) => (
  <Section className="well" style={well}>
    <Text className="strong" style={{ ...fact, color: heading.color, fontWeight: 600 }}>
      <span dir="ltr">{account}</span>
    </Text>
    {lines.map((line) => (
      <Text key={line} className="text" style={fact}>
        {line}
      </Text>
    ))}
  </Section>
)

const well = {
  backgroundColor: WELL,
  borderRadius: '12px',
  margin: '0 0 16px',
  padding: '12px 16px',
}
const paragraph = { color: '#44403c', fontSize: '16px', lineHeight: '25px', margin: '0 0 16px' }
const link = { color: '#57534e', fontSize: '13px', textDecoration: 'underline' }
const quiet = { color: '#57534e', fontSize: '13px', lineHeight: '20px', margin: '0 0 12px' }
// Outlook puts each link on a line of its own.
const foot = { display: 'inline-block', margin: 0, marginInlineEnd: '20px', padding: '4px 0' }
