'use client'

import { createContext, type ReactNode } from 'react'
import type { Messages } from '#messages/messages.ts'

type Words = Pick<Messages, 'error' | 'refused' | 'outdated'> & { brand: string }

/** Context with the error texts in the language of the page. */
export const ErrorWords = createContext<Words | null>(null)

/** Provides the error texts, because `error.tsx` gets no props with them. */
export const ErrorWordsProvider = (props: { words: Words; children: ReactNode }) => (
  <ErrorWords value={props.words}>{props.children}</ErrorWords>
)
