import { printCluster } from '../bench/print-cluster.ts'
import { command } from './fail.ts'

/** `npm run cluster`: Varnish and three replicas on this machine, what can happen to them, and what readers notice. */
await command(printCluster)
