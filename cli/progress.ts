/**
 * Shows the progress of a long task: a bar that redraws itself on a terminal, a line for each tenth elsewhere. It goes to
 * stderr, so that a command's own output stays clean.
 */
export function progress(task: string): (done: number, total: number) => void {
  let shown = -1
  return (done, total) => {
    const tenths = total === 0 ? 10 : Math.floor((done / total) * 10)
    if (process.stderr.isTTY) {
      const bar = '█'.repeat(tenths * 2).padEnd(20, '·')
      process.stderr.write(`\r${task} ${bar} ${done} of ${total}${done === total ? '\n' : ''}`)
    } else if (tenths > shown) {
      shown = tenths
      process.stderr.write(`${task}: ${done} of ${total}\n`)
    }
  }
}
