import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoArea } from 'd3-geo'
import type { FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** The world's countries, their borders with each other, and their coasts; in degrees. */
export type World = { countries: MultiPolygon; borders: MultiLineString; coasts: MultiLineString }

const require = createRequire(import.meta.url)

/**
 * Reads Natural Earth (https://www.naturalearthdata.com, public domain), as packaged in world-atlas.
 *
 * @param detail scale of the original: 10m shows bays, 110m whole continents
 */
export function readWorld(detail: '10m' | '110m'): World {
  const file = require.resolve(`world-atlas/countries-${detail}.json`)
  const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ countries: GeometryCollection }>
  const { countries } = topology.objects
  return {
    countries: { type: 'MultiPolygon', coordinates: polygonsOf(feature(topology, countries)) },
    borders: mesh(topology, countries, (one, other) => one !== other),
    coasts: mesh(topology, countries, (one, other) => one === other),
  }
}

/**
 * An islet so small that rounding loses the direction of its outline would be drawn inside out, as everything but itself
 * (https://d3js.org/d3-geo); such islets are left out.
 */
function polygonsOf({ features }: FeatureCollection): Polygon['coordinates'][] {
  return features
    .flatMap(({ geometry }) =>
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [],
    )
    .filter((coordinates) => geoArea({ type: 'Polygon', coordinates }) < 2 * Math.PI)
}
