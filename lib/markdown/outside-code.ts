const fence = /^[ \t>]*(`{3,}|~{3,})/

/** Changes a body except for its fenced code blocks. @param change is given whole lines */
export function outsideCode(body: string, change: (text: string) => string): string {
  const parts: string[] = []
  let lines: string[] = []
  let open = ''
  const end = () => {
    if (lines.length > 0) parts.push(open === '' ? change(lines.join('\n')) : lines.join('\n'))
    lines = []
  }
  for (const line of body.split('\n')) {
    const mark = fence.exec(line)?.[1] ?? ''
    if (open === '' && mark !== '') {
      end()
      open = mark
      lines.push(line)
    } else if (open !== '' && mark.startsWith(open) && /^[`~\s>]*$/.test(line)) {
      lines.push(line)
      end()
      open = ''
    } else lines.push(line)
  }
  end()
  return parts.join('\n')
}
