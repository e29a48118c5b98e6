import { describe, expect, it } from 'vitest'
import { createMetrics } from './metrics.ts'

describe('metrics', () => {
  it('counts by labels', () => {
    const metrics = createMetrics()
    for (const status of ['200', '200', '404']) metrics.count('requests_total', 'Requests.', { status })
    expect(metrics.text()).toBe(
      [
        '# HELP requests_total Requests.',
        '# TYPE requests_total counter',
        'requests_total{status="200"} 2',
        'requests_total{status="404"} 1',
        '',
      ].join('\n'),
    )
  })

  it('adds up the buckets of a histogram, as Prometheus wants them', () => {
    const metrics = createMetrics()
    for (const seconds of [0.0005, 0.001, 0.3, 60]) metrics.time('render_seconds', 'Making.', seconds)
    const lines = metrics.text().split('\n')
    expect(lines).toContain('render_seconds_bucket{le="0.001"} 2')
    expect(lines).toContain('render_seconds_bucket{le="0.25"} 2')
    expect(lines).toContain('render_seconds_bucket{le="0.5"} 3')
    expect(lines).toContain('render_seconds_bucket{le="10"} 3')
    expect(lines).toContain('render_seconds_bucket{le="+Inf"} 4')
    expect(lines).toContain('render_seconds_sum 60.3015')
    expect(lines).toContain('render_seconds_count 4')
  })

  it('reads gauges when it is asked', () => {
    const metrics = createMetrics()
    let value = 1
    metrics.measure(() => [{ name: 'pages', help: 'Pages.', value }])
    value = 2
    expect(metrics.text()).toBe('# HELP pages Pages.\n# TYPE pages gauge\npages 2\n')
  })
  it('shows the rest when something cannot be measured', () => {
    const metrics = createMetrics()
    metrics.measure(() => {
      throw new Error('database disk image is malformed\nanother_metric 1')
    })
    metrics.measure(() => [{ name: 'made_total', help: 'Made.', value: 3, type: 'counter' }])
    expect(metrics.text()).toBe(
      '# not measured: "Error: database disk image is malformed\\nanother_metric 1"\n# HELP made_total Made.\n# TYPE made_total counter\nmade_total 3\n',
    )
  })
})
