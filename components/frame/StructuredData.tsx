import type { PageContext } from '#lib/page-context.ts'
import type { Target } from '#lib/routes/target.ts'
import { jsonLd } from '#lib/seo/json-ld.ts'
import { structuredData } from '#lib/seo/structured-data.ts'

/** What the page says to machines: a block of data, no script. */
export function StructuredData({ context, target }: { context: PageContext; target: Target }) {
  const graph = structuredData(context, target)
  if (!graph) return null
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: jsonLd escapes all that could end the element
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd(graph) }} />
  )
}
