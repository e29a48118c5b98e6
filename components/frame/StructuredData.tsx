import { jsonLd } from '#lib/machines/seo/json-ld.ts'
import { structuredData } from '#lib/machines/seo/structured-data.ts'
import type { PageContext } from '#lib/page/page-context.ts'
import type { Target } from '#lib/urls/target.ts'

/** The page's structured data, for machines: a block of data, not a script. */
export function StructuredData({ context, target }: { context: PageContext; target: Target }) {
  const graph = structuredData(context, target)
  if (!graph) return null
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: jsonLd escapes all that could end the element
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd(graph) }} />
  )
}
