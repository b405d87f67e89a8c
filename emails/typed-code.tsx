import { Section, Text } from '@react-email/components'
import { Paragraph } from './layout.tsx'
import { MONOSPACE, WELL } from './style.ts'

/** A code that customers type or copy. In the plain text it has a line of its own. */
export const TypedCode = ({ label, code }: { label: string; code: string }) => (
  <>
    <Paragraph>{label}</Paragraph>
    <Section className="well" style={well}>
      <Text className="strong" style={large}>
        <span dir="ltr">{code}</span>
      </Text>
    </Section>
  </>
)

const well = { backgroundColor: WELL, borderRadius: '12px', margin: '0 0 20px' }
const large = {
  color: '#1a1918',
  fontFamily: MONOSPACE,
  fontSize: '30px',
  fontWeight: 600,
  // Space between the characters that is not copied with them.
  letterSpacing: '6px',
  lineHeight: '36px',
  margin: 0,
  padding: '14px 16px',
  textAlign: 'center',
  wordBreak: 'break-all',
} as const
