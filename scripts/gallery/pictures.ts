import type { Page } from '@playwright/test'

/** The looks of which pictures are taken. */
export const LOOKS = {
  'phone-light': { width: 390, height: 844, colorScheme: 'light' },
  'phone-dark': { width: 390, height: 844, colorScheme: 'dark' },
  'desktop-light': { width: 1280, height: 800, colorScheme: 'light' },
  'desktop-dark': { width: 1280, height: 800, colorScheme: 'dark' },
} as const

/** Takes a picture of the page in a tab in each look. @param path of the pictures, without the look */
export async function takePictures(page: Page, path: string): Promise<void> {
  for (const [look, { colorScheme, ...size }] of Object.entries(LOOKS)) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    await page.evaluate(nextFrame)
    // The logo for dark mode is loaded when it is needed first. Its change fails the first decoding.
    await page.evaluate(() =>
      Promise.all([...document.images].map((image) => image.decode().catch(() => image.decode()))),
    )
    await page.screenshot({ path: `${path}.${look}.png`, fullPage: true })
  }
}

/** Runs in the browser. Waits until it has applied the colour scheme. */
const nextFrame = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  )
