# Where the replicas are, and who may purge. Change this file to your own; varnish.vcl stays as it is.

acl purgers {
  "127.0.0.1";
  "10.0.0.0"/8;
  "172.16.0.0"/12;
}

probe ready {
  .url = "/readyz";
  .interval = 1s;
  .timeout = 3s;
  .window = 3;
  .threshold = 2;
  .initial = 2;
}

backend replica1 {
  .host = "replica1";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .first_byte_timeout = 35s;
  .max_connections = 500;
}

backend replica2 {
  .host = "replica2";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .first_byte_timeout = 35s;
  .max_connections = 500;
}

sub vcl_init {
  new replicas = directors.shard();
  replicas.add_backend(replica1);
  replicas.add_backend(replica2);
  replicas.reconfigure();
}
