'use client'

import { createContext, type ReactNode } from 'react'
import type { Messages } from '#messages/messages.ts'

type Words = Pick<Messages, 'error' | 'refused' | 'outdated'> & { brand: string }

/** The words for a form or page that came to nothing, in the language of the page. */
export const ErrorWords = createContext<Words | null>(null)

/** Hands the words down to where nothing else can: an error page is given no properties. */
export const ErrorWordsProvider = (props: { words: Words; children: ReactNode }) => (
  <ErrorWords value={props.words}>{props.children}</ErrorWords>
)
