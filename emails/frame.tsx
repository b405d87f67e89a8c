import { Body, Container, Head, Heading, Html, Text } from '@react-email/components'
import type { ReactNode } from 'react'

/** What every mail says of whose it is. */
export type MailBrand = {
  readonly name: string
  /** `#rrggbb`, with the ink that can be read on it. */
  readonly color: string
  readonly ink: string
}

/** The page that a mail is written on: one column, readable in any program, nothing from afar. */
export function Frame(props: {
  brand: MailBrand
  locale: string
  heading: string
  children: ReactNode
}) {
  return (
    <Html lang={props.locale}>
      <Head>
        <title>{props.heading}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Body style={body}>
        <main>
          <Container style={card}>
            <Text style={brandName}>{props.brand.name}</Text>
            <Heading as="h1" style={heading}>
              {props.heading}
            </Heading>
            {props.children}
          </Container>
        </main>
      </Body>
    </Html>
  )
}

/** A paragraph of a mail. */
export const Paragraph = ({ children }: { children: ReactNode }) => (
  <Text style={paragraph}>{children}</Text>
)

const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

const body = { backgroundColor: '#f5f5f4', fontFamily: FONT, margin: 0, padding: '32px 12px' }
const card = {
  backgroundColor: '#ffffff',
  borderRadius: '12px',
  maxWidth: '480px',
  padding: '32px 28px',
}
const brandName = { color: '#57534e', fontSize: '15px', fontWeight: 600, margin: '0 0 24px' }
const heading = { color: '#1c1917', fontSize: '24px', lineHeight: '32px', margin: '0 0 12px' }
const paragraph = { color: '#292524', fontSize: '16px', lineHeight: '25px', margin: '0 0 16px' }
