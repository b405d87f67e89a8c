import { Section, Text } from '@react-email/components'
import { OutlookButton } from './outlook-button.tsx'
import { colorsOf, type MailBrand } from './style.ts'

type Props = {
  brand: MailBrand
  href: string
  /** True for an outlined button, which most readers do not need. */
  isOutlined: boolean
  children: string
}

/** The button of a mail. In the plain text the link follows its label. */
export const ActionButton = ({ brand, href, isOutlined, children }: Props) => (
  <Section style={{ margin: '24px 0' }}>
    <OutlookButton brand={isOutlined ? OUTLINE : brand} href={href} label={children} />
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className={isOutlined ? 'strong' : 'edge'}
      style={{ ...button, ...(isOutlined ? outline : colorsOf(brand)) }}
    >
      {children}
    </a>
  </Section>
)

/** Colours of an outlined button for Outlook. */
const OUTLINE = { color: '#ffffff', ink: '#1a1918', edge: '#8a8580' }

const outline = { border: `1px solid ${OUTLINE.edge}`, color: OUTLINE.ink }

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

const button = {
  borderRadius: '12px',
  boxSizing: 'border-box',
  display: 'block',
  fontSize: '16px',
  fontWeight: 600,
  lineHeight: '24px',
  // Outlook has a button of its own.
  msoHide: 'all',
  padding: '12px 22px',
  textAlign: 'center',
  textDecoration: 'none',
} as const
const copied = {
  color: '#57534e',
  fontSize: '12px',
  lineHeight: '18px',
  margin: '24px 0 0',
}
