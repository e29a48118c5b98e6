import { type GeoProjection, geoGraticule10, geoMercator, geoOrthographic, geoPath } from 'd3-geo'
import type { MultiLineString } from 'geojson'
import { escapeXml } from '../../lib/runtime/xml.ts'
import type { LocatorMap } from './declarations.ts'
import { drawingPage, drawingWidth, ink } from './frame.ts'
import type { World } from './world.ts'

const height = 440
const earthRadius = 6371
/** The small globe in the corner, in CSS pixels. */
const globe = { radius: 44, margin: 12 }

/** The page that shows a locator map in one of its languages. @param near detailed @param far coarse, for the globe */
export function mapPage(
  map: LocatorMap,
  words: Record<string, string>,
  lang: string,
  near: World,
  far: World,
): string {
  const projection = fitted(map.window)
  const path = geoPath(projection).digits(2)
  const svg = `<svg viewBox="0 0 ${drawingWidth} ${height}" width="${drawingWidth}" height="${height}">
    <rect width="100%" height="100%" fill="${ink.sea}"/>
    <g fill="none" stroke="#fff" stroke-linejoin="round">
      <path d="${path(near.coasts)}" stroke-opacity=".28" stroke-width="11"/>
      <path d="${path(near.coasts)}" stroke-opacity=".38" stroke-width="5"/>
    </g>
    <path d="${path(near.countries)}" fill="${ink.land}" stroke="${ink.land}" stroke-width=".6"/>
    <path d="${path(near.coasts)}" fill="none" stroke="#7d98a0" stroke-width=".6"/>
    <path d="${path(drawn(near.borders, map.undrawn))}" fill="none" stroke="#a08f74" stroke-width=".8" stroke-dasharray="3 1.6"/>
    ${map.places.map((place) => placeSvg(place, projection, words[place.id] ?? '')).join('')}
    ${scaleBar(map, projection, words.scale ?? '')}
    ${globeSvg(map, far)}</svg>`
  const source = `<p class="source">${escapeXml(words.source ?? '')}</p>`
  return drawingPage(lang, `${svg}${source}`, styles(lang))
}

function fitted([[west, south], [east, north]]: LocatorMap['window']): GeoProjection {
  const corners = {
    type: 'MultiPoint' as const,
    coordinates: [
      [west, south],
      [east, north],
    ],
  }
  return geoMercator()
    .fitSize([drawingWidth, height], corners)
    .clipExtent([
      [-20, -20],
      [drawingWidth + 20, height + 20],
    ])
}

/** The borders, except those within the windows. */
function drawn({ coordinates }: MultiLineString, windows: LocatorMap['undrawn']): MultiLineString {
  const hidden = ([x = 0, y = 0]: number[]) =>
    windows.some(([[west, south], [east, north]]) => x >= west && x <= east && y >= south && y <= north)
  const lines = coordinates.flatMap((line) => {
    const parts: number[][][] = [[]]
    for (const at of line)
      if (hidden(at)) parts.push([])
      else parts.at(-1)?.push(at)
    return parts.filter((part) => part.length > 1)
  })
  return { type: 'MultiLineString', coordinates: lines }
}

function placeSvg(
  { at, kind, side }: LocatorMap['places'][number],
  projection: GeoProjection,
  name: string,
): string {
  const [x = 0, y = 0] = projection(at) ?? []
  if (kind === 'country' || kind === 'sea') {
    const lines = name
      .split('\n')
      .map((line, index) => `<tspan x="${x}" dy="${index * 1.15}em">${escapeXml(line)}</tspan>`)
    return `<text class="${kind}" x="${x}" y="${y}" text-anchor="middle">${lines.join('')}</text>`
  }
  const here = kind === 'here'
  const ring = here ? `<circle cx="${x}" cy="${y}" r="11" fill="${ink.strong}" fill-opacity=".22"/>` : ''
  const offset = (here ? 11 : 7) * (side === 'left' ? -1 : 1)
  return `${ring}<circle cx="${x}" cy="${y}" r="${here ? 5.5 : 3.2}" fill="${here ? ink.strong : ink.text}" stroke="#fff" stroke-width="1.2"/>
    <text class="${kind}" direction="ltr" x="${x + offset}" y="${y + (here ? 6 : 4.5)}" text-anchor="${side === 'left' ? 'end' : 'start'}">${escapeXml(name)}</text>`
}

/** Accurate at the map's main place: in Mercator's projection, lengths grow towards the poles. */
function scaleBar({ scale, places }: LocatorMap, projection: GeoProjection, name: string): string {
  const latitude = (places.find(({ kind }) => kind === 'here') ?? places[0])?.at[1] ?? 0
  const degrees = ((scale / earthRadius) * 180) / Math.PI / Math.cos((latitude * Math.PI) / 180)
  const [from = 0] = projection([0, 0]) ?? []
  const [to = 0] = projection([degrees, 0]) ?? []
  const [x, y, length] = [14, height - 14, to - from]
  return `<path d="M${x},${y - 5}v5h${length.toFixed(2)}v-5" fill="none" stroke="${ink.text}" stroke-width="1.4"/>
    <text class="scale" x="${x + length / 2}" y="${y - 8}" text-anchor="middle">${escapeXml(name)}</text>`
}

/** A globe that shows where in the world the map is. */
function globeSvg({ window: [[west, south], [east, north]] }: LocatorMap, { countries }: World): string {
  const centre = [drawingWidth - globe.radius - globe.margin, globe.radius + globe.margin] as const
  const [longitude, latitude] = [(west + east) / 2, (south + north) / 2]
  const projection = geoOrthographic()
    .rotate([-longitude, -latitude + 14])
    .translate([...centre])
    .scale(globe.radius)
    .clipAngle(90)
  const path = geoPath(projection).digits(2)
  const corners = [
    [west, south],
    [west, north],
    [east, north],
    [east, south],
  ].map(([x = 0, y = 0]) => projection([x, y]))
  const outline = corners.map((corner) => corner?.map((value) => value.toFixed(2)).join(',')).join(' ')
  return `<g stroke-linejoin="round"><circle cx="${centre[0]}" cy="${centre[1]}" r="${globe.radius + 2.5}" fill="${ink.paper}"/>
    <circle cx="${centre[0]}" cy="${centre[1]}" r="${globe.radius}" fill="#3b7f8e"/>
    <path d="${path(geoGraticule10())}" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width=".5"/>
    <path d="${path(countries)}" fill="${ink.land}"/>
    <polygon points="${outline}" fill="${ink.strong}" fill-opacity=".35" stroke="${ink.strong}" stroke-width="1.3"/></g>`
}

function styles(lang: string): string {
  // Letter-spacing would tear Arabic apart; neither it nor Chinese has italics.
  const spaced = lang === 'ar' ? '' : 'letter-spacing: .09em;'
  const italic = /^(?:ar|zh)/.test(lang) ? '' : 'italic '
  return `
    svg { display: block; }
    text { fill: ${ink.text}; paint-order: stroke; stroke: ${ink.land}; stroke-width: 3px; stroke-linejoin: round; }
    .here { font-weight: 700; font-size: 17px; }
    .town { font-size: 13px; font-weight: 500; }
    .country { fill: #7a6a50; font-size: 14px; ${spaced} }
    .sea { fill: #2f6f7e; stroke: none; font: ${italic}13px "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", serif; ${spaced} }
    .scale { stroke: ${ink.sea}; font-size: 11.5px; }
    .source { padding: 7px 14px 8px; color: ${ink.muted}; font-size: 11px; line-height: 1.35; }
  `
}
