/** What has been counted so far, to be read by Prometheus. */
export type Metrics = {
  /** Adds one to a counter. */
  count(name: string, help: string, labels?: Labels): void
  /** Notes how long something took, in seconds. */
  time(name: string, help: string, seconds: number): void
  /** Registers values that are looked up when somebody asks. */
  measure(read: () => Gauge[]): void
  /** Everything, as text (https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4). */
  text(): string
}

/** Names and values are the code's own, never a client's: there must be few of them. */
export type Labels = Readonly<Record<string, string>>

export type Gauge = {
  name: string
  help: string
  value: number
  /** Of what can only grow, a counter. */
  type?: 'gauge' | 'counter'
}

/** Upper bounds of a histogram's buckets, in seconds: an answer from memory to one that readers give up on. */
const bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type Counter = { help: string; values: Map<string, number> }
type Histogram = { help: string; buckets: number[]; sum: number; count: number }

export function createMetrics(): Metrics {
  const counters = new Map<string, Counter>()
  const histograms = new Map<string, Histogram>()
  const measured: (() => Gauge[])[] = []

  return {
    count(name, help, labels = {}) {
      const counter = counters.get(name) ?? { help, values: new Map<string, number>() }
      counters.set(name, counter)
      const series = name + inBraces(labels)
      counter.values.set(series, (counter.values.get(series) ?? 0) + 1)
    },
    time(name, help, seconds) {
      const histogram = histograms.get(name) ?? { help, buckets: bounds.map(() => 0), sum: 0, count: 0 }
      histograms.set(name, histogram)
      const bucket = bounds.findIndex((bound) => seconds <= bound)
      if (bucket >= 0) histogram.buckets[bucket] = (histogram.buckets[bucket] ?? 0) + 1
      histogram.sum += seconds
      histogram.count += 1
    },
    measure: (read) => measured.push(read),
    text() {
      const lines = [
        ...[...counters].flatMap(([name, { help, values }]) => [
          ...head(name, help, 'counter'),
          ...[...values].map(([series, value]) => `${series} ${value}`),
        ]),
        ...[...histograms].flatMap(histogramLines),
        ...measured.flatMap(measuredLines),
      ]
      return `${lines.join('\n')}\n`
    },
  }
}

/** What cannot be measured at the moment does not hide the rest: that is when it is looked for. */
function measuredLines(read: () => Gauge[]): string[] {
  try {
    return read().flatMap(({ name, help, value, type = 'gauge' }) => [
      ...head(name, help, type),
      `${name} ${value}`,
    ])
  } catch (error) {
    return [`# not measured: ${JSON.stringify(String(error))}`]
  }
}

function histogramLines([name, { help, buckets, sum, count }]: [string, Histogram]): string[] {
  let below = 0
  const lines = bounds.map((bound, index) => {
    below += buckets[index] ?? 0
    return `${name}_bucket{le="${bound}"} ${below}`
  })
  return [
    ...head(name, help, 'histogram'),
    ...lines,
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
  ]
}

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

/** Built for every request. */
function inBraces(labels: Labels): string {
  let pairs = ''
  for (const label in labels) pairs += `${pairs && ','}${label}="${labels[label]}"`
  return pairs && `{${pairs}}`
}
