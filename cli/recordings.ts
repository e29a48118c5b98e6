/** Functions that run in the browser, for cli/film: their arguments and results can be passed to it and back. */

/**
 * Draws a ferry that crosses a strait from one side to the other.
 *
 * @returns the film (WebM) and a still from its middle (JPEG), both Base64
 */
export async function recordCrossing(shape: { width: number; height: number; seconds: number }) {
  const { width, height, seconds } = shape
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D
  const sky = pen.createLinearGradient(0, 0, 0, height * 0.6)
  sky.addColorStop(0, '#5d8c93')
  sky.addColorStop(1, '#f2dfc0')

  const fill = (colour: string | CanvasGradient, points: readonly (readonly [number, number])[]) => {
    pen.fillStyle = colour
    pen.beginPath()
    for (const [x, y] of points) pen.lineTo(x, y)
    pen.fill()
  }
  const box = (colour: string | CanvasGradient, x: number, y: number, w: number, h: number) =>
    fill(colour, [
      [x, y],
      [x + w, y],
      [x + w, y + h],
      [x, y + h],
    ])

  /** @param way how much of the crossing is done, 0 to 1 */
  const draw = (way: number) => {
    const sea = height * 0.6
    box(sky, 0, 0, width, sea)
    pen.fillStyle = '#f8efdd'
    pen.beginPath()
    pen.arc(width / 2, height * 0.38, height * 0.22, 0, 2 * Math.PI)
    pen.fill()
    box('#1f5a6b', 0, sea, width, height - sea)
    for (const side of [0, 1]) {
      const at = (x: number) => (side === 0 ? x : width - x)
      fill('#40707a', [
        [at(0), sea - 130],
        [at(90), sea - 95],
        [at(170), sea - 20],
        [at(210), sea + 6],
        [at(0), sea + 6],
      ])
      box('#8f2d1d', at(150) - 6, sea - 62, 12, 46)
    }
    for (let wave = 0; wave < 14; wave += 1) {
      const y = sea + 24 + wave * 14
      const x = ((wave * 211 + way * 300 * (1 + wave / 10)) % (width + 160)) - 160
      box('#2f7384', x, y, 60 + wave * 7, 3)
    }
    const left = 60 + way * (width - 400)
    const deck = sea + 50 + Math.sin(way * 40) * 2
    fill('#14324a', [
      [left, deck],
      [left + 280, deck],
      [left + 250, deck + 50],
      [left + 25, deck + 50],
    ])
    box('#c8862e', left + 4, deck + 6, 262, 6)
    box('#f7f2e8', left + 30, deck - 42, 200, 42)
    box('#f7f2e8', left + 150, deck - 76, 70, 34)
    box('#c8862e', left + 80, deck - 84, 34, 42)
    box('#14324a', left + 80, deck - 92, 34, 12)
    for (let window = 0; window < 10; window += 1) box('#14324a', left + 42 + window * 18, deck - 28, 10, 14)
    fill('#f7f2e8', [
      [left - 50, deck + 52],
      [left + 30, deck + 44],
      [left + 30, deck + 52],
    ])
  }

  draw(0.5)
  const still = canvas.toDataURL('image/jpeg', 0.85).replace(/^.*,/, '')
  draw(0)
  const chunks: Blob[] = []
  const recorder = new MediaRecorder(canvas.captureStream(25), {
    mimeType: 'video/webm;codecs=vp9',
    videoBitsPerSecond: 160_000,
  })
  recorder.ondataavailable = ({ data }) => chunks.push(data)
  const stopped = new Promise((resolve) => {
    recorder.onstop = resolve
  })
  recorder.start()
  const began = performance.now()
  await new Promise<void>((resolve) => {
    const step = () => {
      const past = (performance.now() - began) / 1000
      draw(Math.min(1, past / seconds))
      if (past > seconds) resolve()
      else requestAnimationFrame(step)
    }
    step()
  })
  recorder.stop()
  await stopped
  const film = (await new Response(new Blob(chunks)).bytes()).toBase64()
  return { film, still }
}

/** Plays three tones, each lower than the one before. @returns the recording (WebM) as Base64 */
export async function recordTones() {
  const context = new AudioContext()
  const out = context.createMediaStreamDestination()
  const chunks: Blob[] = []
  const recorder = new MediaRecorder(out.stream, {
    mimeType: 'audio/webm;codecs=opus',
    audioBitsPerSecond: 48_000,
  })
  recorder.ondataavailable = ({ data }) => chunks.push(data)
  const stopped = new Promise((resolve) => {
    recorder.onstop = resolve
  })
  recorder.start()
  for (const [index, frequency] of [659.3, 523.3, 392].entries()) {
    const start = context.currentTime + 0.2 + index * 0.7
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(0.4, start + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.001, start + 1.4)
    const tone = new OscillatorNode(context, { frequency, type: 'triangle' })
    tone.connect(gain).connect(out)
    tone.start(start)
    tone.stop(start + 1.5)
  }
  await new Promise((resolve) => setTimeout(resolve, 3400))
  recorder.stop()
  await stopped
  return (await new Response(new Blob(chunks)).bytes()).toBase64()
}
