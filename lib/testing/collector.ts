import { type Receiver, startReceiver } from './receiver.ts'

/** A span as a collector receives it (OTLP, JSON encoding), with its attributes by name. */
export type ReceivedSpan = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: Record<string, string | number | boolean | undefined>
}

type Attribute = {
  key: string
  value: { stringValue?: string; intValue?: number; doubleValue?: number; boolValue?: boolean }
}
type Message = {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: { spans: (Omit<ReceivedSpan, 'attributes'> & { attributes: Attribute[] })[] }[]
  }[]
}

/** A server that receives traces and remembers them. */
export type Collector = Pick<Receiver, 'url' | 'close' | 'answer'> & {
  spans(): ReceivedSpan[]
  /** The `service.name` of the servers that sent them. */
  services(): unknown[]
}

/** Starts a collector on this machine. */
export async function startCollector(): Promise<Collector> {
  const receiver = await startReceiver()
  const groups = () =>
    receiver.requests
      .filter(({ url }) => url === '/v1/traces')
      .flatMap(({ body }) => (JSON.parse(body) as Message).resourceSpans)
  return {
    ...receiver,
    spans: () =>
      groups().flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) =>
          spans.map((span) => ({ ...span, attributes: byName(span.attributes) })),
        ),
      ),
    services: () => groups().map(({ resource }) => byName(resource.attributes)['service.name']),
  }
}

function byName(attributes: readonly Attribute[]): ReceivedSpan['attributes'] {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue,
    ]),
  )
}
