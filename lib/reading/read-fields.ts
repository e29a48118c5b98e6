import type { YamlFields } from '../newsroom/fields.ts'
import type { ContentFolder } from './content-folder.ts'
import { failed, type Reading, readYaml } from './front-matter.ts'

/** The fields of a YAML file, not checked yet; fails when there are none. */
export function readFields(folder: ContentFolder, file: string): Reading<YamlFields> {
  const text = folder.readText(file)
  if (!text.ok) return text
  const fields = readYaml(file, text.value)
  if (!fields.ok || fields.value.data !== null) return fields
  return failed(file, { line: 1, column: 1 }, 'The file holds no fields. Write one field: value a line.')
}
