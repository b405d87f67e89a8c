/** Draws the site's favicon as SVG, in the colour of the brand. @param color `#rrggbb` */
export const faviconSvg = (color: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="5" fill="${color}"/></svg>`
