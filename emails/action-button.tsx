import { Button, Section, Text } from '@react-email/components'
import type { MailBrand } from './style.ts'

/** The button of a mail. In the plain text the link follows its label. */
export const ActionButton = (props: { brand: MailBrand; href: string; children: string }) => (
  <Section style={{ margin: '24px 0' }}>
    <Button href={props.href} className="button" style={{ ...button, ...colors(props.brand) }}>
      {props.children}
    </Button>
  </Section>
)

/** The link of the button as text to copy. The plain text of the mail leaves it out. */
export const CopiedLink = ({ href, children }: { href: string; children: string }) => (
  <Text className="quiet" style={copied} data-skip-in-text="true">
    {children}
    <br />
    {/* A link is wider than a phone. */}
    <span dir="ltr" style={{ wordBreak: 'break-all' }}>
      {href}
    </span>
  </Text>
)

const colors = ({ color, ink, edge }: MailBrand) => ({
  backgroundColor: color,
  border: `1px solid ${edge}`,
  color: ink,
})

const button = {
  borderRadius: '12px',
  boxSizing: 'border-box',
  display: 'block',
  fontSize: '16px',
  fontWeight: 600,
  padding: '13px 22px',
  textAlign: 'center',
} as const
const copied = {
  color: '#57534e',
  fontSize: '12px',
  lineHeight: '18px',
  margin: '24px 0 0',
}
