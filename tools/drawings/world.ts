import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { geoArea } from 'd3-geo'
import type { FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'

/** The countries of the world, the lines along which they meet, and those along which they meet the sea; in degrees. */
export type World = { countries: MultiPolygon; borders: MultiLineString; coasts: MultiLineString }

const require = createRequire(import.meta.url)

/**
 * Reads Natural Earth (https://www.naturalearthdata.com, public domain), as the package world-atlas has it.
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
 * An islet so small that its outline's direction is lost in rounding is taken for everything but itself
 * (https://d3js.org/d3-geo); those are left out.
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
