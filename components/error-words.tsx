'use client'

import { createContext, type ReactNode } from 'react'
import type { Messages } from '#messages/messages.ts'

type Words = {
  brand: string
  error: Messages['error']
  problem: Pick<Messages['problem'], 'refused' | 'outdated' | 'limited'>
}

/** The words for a form or page that failed, in the language of the page. */
export const ErrorWords = createContext<Words | null>(null)

/** Passes the words down by context, because an error page gets no properties. */
export const ErrorWordsProvider = (props: { words: Words; children: ReactNode }) => (
  <ErrorWords value={props.words}>{props.children}</ErrorWords>
)
