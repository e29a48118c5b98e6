import {
  MessageChannel,
  type MessagePort,
  type ResourceLimits,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads'

// Some work has to be waited for where nothing can be awaited: in the middle of a pass over the index. Another thread
// does it, while this one sleeps on a number in memory that both share.

/** The shared numbers, by index. */
const places = {
  /** Incremented, and notified, with every answer. */
  answered: 0,
  /** Incremented with every step. */
  step: 1,
  /** How long this step may take, milliseconds. */
  patience: 2,
  /** Incremented by the worker as it likes. */
  progress: 3,
} as const

/** The worker's end of the connection, part of its `workerData`. */
export type WaitedFor = { port: MessagePort; shared: Int32Array }

/** A thread that answers questions one after the other. */
export type WaitedThread<Question, Answer> = {
  ask(question: Question): void
  /** The answers since the last call, in the order of the questions. */
  receive(): Answer[]
  /**
   * Sleeps until there is an answer that the last `receive` did not return.
   *
   * @returns false when the thread is stuck in a step for too long, or has died
   */
  wait(): boolean
  /** The worker's progress since it started. */
  progress(): number
  end(): void
}

export type WaitedThreadOptions<Data> = {
  /** How long it may take to start and, unless the worker begins steps, to answer; milliseconds. */
  patience: number
  /** The worker's own data, passed along with its end of the connection. */
  data: Data
  resourceLimits?: ResourceLimits
}

/** How long to sleep between two looks at a busy thread, milliseconds. */
const glance = 100

/** Starts a thread, which does not keep the process alive. @param script calls {@link answerAll} with its `workerData` */
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
  // `wait` finds out, because no answer comes.
  worker.on('error', () => {})
  worker.unref()
  let answered = 0

  return {
    ask: (question) => port.postMessage(question),
    receive() {
      // Read before the answers: if one comes in between, the next wait() returns immediately.
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

/** The worker's side: answers every question, and wakes the other thread. */
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

/** Called in the worker: it is still alive, and the other thread should wait this many milliseconds from now. */
export function beginStep({ shared }: WaitedFor, patience: number): void {
  Atomics.store(shared, places.patience, patience)
  Atomics.add(shared, places.step, 1)
}

/** Called in the worker: it has made one more step of progress. */
export function countProgress({ shared }: WaitedFor): void {
  Atomics.add(shared, places.progress, 1)
}
