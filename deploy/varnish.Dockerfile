# syntax=docker/dockerfile:1
# Not run by the tests, which have no Docker.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install --yes --no-install-recommends varnish varnish-modules \
  && rm -rf /var/lib/apt/lists/*
COPY deploy/varnish.vcl deploy/requests.vcl /etc/varnish/
USER vcache
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD ["varnishadm", "-n", "/tmp/varnish", "ping"]
# replicas.vcl is mounted beside varnish.vcl, where vcl_path looks by default. It compiles into /tmp.
CMD ["varnishd", "-F", "-j", "none", "-n", "/tmp/varnish", "-a", ":8080", "-f", "/etc/varnish/varnish.vcl", "-s", "pages=default,1g", "-s", "other=default,64m"]
