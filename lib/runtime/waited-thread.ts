import {
  MessageChannel,
  type MessagePort,
  type ResourceLimits,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads'

// Some work has to be waited for where nothing can be awaited: in the middle of a pass over the index. Another thread
// does it, and this one sleeps on a number in memory that both share.

/** What the threads share, by its place in that memory. */
const places = {
  /** Counted up, and notified, with every answer. */
  answered: 0,
  /** Counted up with every step. */
  step: 1,
  /** How long this step may take, milliseconds. */
  patience: 2,
  /** Counted up as the worker likes. */
  progress: 3,
} as const

/** The worker's end of the line, in what it is given at its start. */
export type WaitedFor = { port: MessagePort; shared: Int32Array }

/** A thread that answers questions one after the other. */
export type WaitedThread<Question, Answer> = {
  ask(question: Question): void
  /** The answers that have come since this was last called, in the order of the questions. */
  receive(): Answer[]
  /**
   * Sleeps until there is an answer that had not come when `receive` was last called.
   *
   * @returns false when the thread does not go on: its step takes too long, or it has died of it
   */
  wait(): boolean
  /** How far the worker says it has come since it started. */
  progress(): number
  end(): void
}

export type WaitedThreadOptions<Data> = {
  /** How long it may take to start and, unless the worker begins steps, to answer; milliseconds. */
  patience: number
  /** What the worker is given besides its end. */
  data: Data
  resourceLimits?: ResourceLimits
}

/** How long to sleep between two looks at a thread that is busy, milliseconds. */
const glance = 100

/** Starts a thread; it keeps no process alive. @param script calls {@link answerAll} with its `workerData` */
export function startWaitedThread<Question, Answer, Data extends object>(
  script: URL,
  { patience, data, resourceLimits }: WaitedThreadOptions<Data>,
): WaitedThread<Question, Answer> {
  const shared = new Int32Array(new SharedArrayBuffer(4 * Object.keys(places).length))
  shared[places.patience] = patience
  const { port1: port, port2 } = new MessageChannel()
  const worker = new Worker(script, {
    workerData: { ...data, port: port2, shared } satisfies WaitedFor,
    transferList: [port2],
    ...(resourceLimits && { resourceLimits }),
  })
  // Whoever waits for it finds out by waiting in vain.
  worker.on('error', () => {})
  worker.unref()
  let answered = 0

  return {
    ask: (question) => port.postMessage(question),
    receive() {
      // Before the answers: one that comes in between is one that wait() need not sleep for.
      answered = Atomics.load(shared, places.answered)
      const answers: Answer[] = []
      for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port))
        answers.push(next.message as Answer)
      return answers
    },
    wait() {
      let step = Atomics.load(shared, places.step)
      let since = performance.now()
      for (;;) {
        if (Atomics.wait(shared, places.answered, answered, glance) !== 'timed-out') return true
        const now = Atomics.load(shared, places.step)
        if (now !== step) since = performance.now()
        step = now
        if (performance.now() - since > Atomics.load(shared, places.patience)) return false
      }
    },
    progress: () => Atomics.load(shared, places.progress),
    end() {
      port.close()
      void worker.terminate()
    },
  }
}

/** The worker's part: answers every question, and lets the other thread know. */
export function answerAll<Question, Answer>(
  { port, shared }: WaitedFor,
  answer: (question: Question) => Answer | Promise<Answer>,
): void {
  port.on('message', async (question: Question) => {
    port.postMessage(await answer(question))
    Atomics.add(shared, places.answered, 1)
    Atomics.notify(shared, places.answered)
  })
}

/** Says in the worker that it goes on, and how many milliseconds the other thread is to wait from now. */
export function beginStep({ shared }: WaitedFor, patience: number): void {
  Atomics.store(shared, places.patience, patience)
  Atomics.add(shared, places.step, 1)
}

/** Says in the worker that it has come further by one. */
export function countProgress({ shared }: WaitedFor): void {
  Atomics.add(shared, places.progress, 1)
}
