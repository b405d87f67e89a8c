import type { ReactNode } from 'react'

/** The smallest layout that Next allows. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
