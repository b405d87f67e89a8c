import { Button, Section, Text } from '@react-email/components'
import type { MailBrand } from './style.ts'

/**
 * The button of a mail, and its link as text to copy. In plain text, the link follows the label, and the
 * text to copy is left out.
 */
export const ActionButton = (props: {
  brand: MailBrand
  href: string
  copy: string
  children: string
}) => (
  <Section style={{ margin: '24px 0' }}>
    <Button href={props.href} className="button" style={{ ...button, ...colors(props.brand) }}>
      {props.children}
    </Button>
    <Text className="quiet" style={copied} data-skip-in-text="true">
      {props.copy}
      <br />
      {/* A link is wider than a phone. */}
      <span dir="ltr" style={{ wordBreak: 'break-all' }}>
        {props.href}
      </span>
    </Text>
  </Section>
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
  fontSize: '13px',
  lineHeight: '20px',
  margin: '16px 0 0',
}
