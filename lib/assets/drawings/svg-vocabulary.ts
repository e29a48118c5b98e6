/** What draws and cannot run, load or move (https://www.w3.org/TR/SVG2/eltindex.html). */
const drawn = new Set(
  (
    'svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan ' +
    'linearGradient radialGradient stop clipPath mask pattern marker'
  ).split(' '),
)

/** What makes a file more than a drawing, by its name in lower case, and what to call it. */
export const refusedElements: Readonly<Record<string, string>> = {
  script: 'a script',
  handler: 'a script',
  foreignobject: 'a part of another kind (foreignObject)',
  iframe: 'another page',
  embed: 'another file',
  object: 'another file',
  image: 'a picture made of pixels',
  feimage: 'a picture made of pixels',
  audio: 'sound',
  video: 'a video',
  a: 'a link',
  animate: 'an animation',
  animatemotion: 'an animation',
  animatetransform: 'an animation',
  set: 'an animation',
}

/** Notes of the programs that draw: neither they nor what is inside of them is shown. */
export function dropsWithContent(name: string): boolean {
  return name.includes(':') || name === 'metadata' || name === 'filter' || name === 'switch'
}

export function isDrawn(name: string): boolean {
  return drawn.has(name)
}

const kept = new Set(
  (
    'id class style d x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy width height points viewBox preserveAspectRatio ' +
    'transform fill fill-opacity fill-rule clip-path clip-rule mask opacity stroke stroke-width stroke-linecap ' +
    'stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity color display visibility ' +
    'offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits ' +
    'maskContentUnits patternUnits patternContentUnits patternTransform marker-start marker-mid marker-end ' +
    'markerWidth markerHeight markerUnits refX refY orient font-family font-size font-weight font-style text-anchor ' +
    'letter-spacing dominant-baseline textLength lengthAdjust paint-order vector-effect overflow role href xlink:href ' +
    'aria-label aria-labelledby xml:space'
  ).split(' '),
)

export function isKept(attribute: string): boolean {
  return kept.has(attribute)
}
