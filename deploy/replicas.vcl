# Where the replicas are, and from where they purge. Change this file to your own; what lies beside it stays as it is.

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

# Each replica three times: pictures hold a connection until they are made, and films for as long as somebody watches.
# Both must leave pages theirs.

backend replica1 {
  .host = "replica1";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .first_byte_timeout = 35s;
  .max_connections = 500;
}

backend replica1_pictures {
  .host = "replica1";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .first_byte_timeout = 35s;
  .max_connections = 100;
}

backend replica1_films {
  .host = "replica1";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .max_connections = 200;
}

backend replica2 {
  .host = "replica2";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .first_byte_timeout = 35s;
  .max_connections = 500;
}

backend replica2_pictures {
  .host = "replica2";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .first_byte_timeout = 35s;
  .max_connections = 100;
}

backend replica2_films {
  .host = "replica2";
  .port = "3000";
  .probe = ready;
  .connect_timeout = 1s;
  .max_connections = 200;
}

sub vcl_init {
  new replicas = directors.shard();
  replicas.add_backend(replica1);
  replicas.add_backend(replica2);
  replicas.reconfigure();

  new pictures = directors.shard();
  pictures.add_backend(replica1_pictures);
  pictures.add_backend(replica2_pictures);
  pictures.reconfigure();

  new films = directors.shard();
  films.add_backend(replica1_films);
  films.add_backend(replica2_films);
  films.reconfigure();
}
