vcl 4.1;

# The cache in front of the replicas, for Varnish 7 with the modules of Debian's varnish-modules. replicas.vcl, found
# by the parameter vcl_path, says where the replicas are and from where they purge; the secret they purge by is in the
# environment, as PURGE_SECRET. It wants two stores: -s pages=default,1g -s other=default,64m. docs/operators.md explains
# the rest.

import std;
import directors;
import xkey;
include "replicas.vcl";
include "./requests.vcl";

sub vcl_recv {
  if (req.restarts == 0) {
    if (req.method == "PURGE") {
      call purge_by_key;
    }
    call normalise;
  }
  set req.backend_hint = replicas.backend(resolve = LAZY);

  # While a replica lives, what is past its time is shown for a minute at most, and only while it is made anew. When
  # none lives, or none could make it, anything that was kept is better than nothing.
  set req.grace = 7d;
  if (!req.http.X-Failed && std.healthy(req.backend_hint)) {
    set req.grace = 60s;
    if (req.http.X-Fresh) {
      set req.grace = 0s;
    }
  }

  if (req.url == "/publish") {
    return (pass);
  }
  # Films, recordings and files to be kept go through as they are, in the parts browsers ask for: kept here, they would take the memory
  # that pages need, and so they would in passing when a reader is slow.
  if (req.method != "POST" && req.url ~ "^/media/[0-9a-f]{16}/(?:audio|video|download)\.") {
    set req.backend_hint = films.backend(resolve = LAZY);
    return (pipe);
  }
  if (req.method == "POST") {
    # Kept, so that another replica can be asked if one fails: a choice made twice is the same choice.
    if (!std.cache_req_body(64KB)) {
      return (synth(413, "The message is too large"));
    }
    return (pass);
  }
  # Stories have a Markdown of their own; oEmbed, and old addresses of other systems, are answered by their query.
  if (!req.http.X-Failed &&
      ((req.http.Accept ~ "(?i)text/markdown" && req.url ~ "^/[^/]+/[^/]+/\d{4}-\d\d-\d\d/[^/]+$") ||
       (req.http.X-Query && (req.url == "/oembed" || req.http.X-Ask)))) {
    return (pass);
  }
  return (hash);
}

sub vcl_hash {
  hash_data(req.url);
  hash_data(req.http.X-Encoding);
  hash_data(req.http.X-Choice);
  hash_data(req.http.X-Languages);
  return (lookup);
}

sub vcl_hit {
  # An address that was nothing, or led elsewhere, may be a story by now: that is not shown past its time.
  if (obj.ttl <= 0s && obj.status != 200 && !req.http.X-Failed && std.healthy(req.backend_hint)) {
    set req.http.X-Fresh = "1";
    return (restart);
  }
}

sub vcl_miss {
  # It was asked for, and nothing was kept: asking again would only make the failure cost more.
  if (req.http.X-Failed) {
    return (synth(503, "Temporarily unavailable"));
  }
}

sub vcl_pass {
  if (req.http.X-Query) {
    set req.url = req.http.X-Query;
  }
}

sub vcl_backend_fetch {
  # What was kept is shown because it could not be made anew: that was just tried.
  if (bereq.is_bgfetch && bereq.http.X-Failed) {
    return (abandon);
  }
  # Every address has its own replica, so that each keeps its part of the pages; when that one fails, the next is asked.
  if (bereq.url ~ "^/media/") {
    set bereq.backend = pictures.backend(by = HASH, alt = bereq.retries, healthy = ALL);
  } else {
    set bereq.backend = replicas.backend(by = HASH, alt = bereq.retries, healthy = ALL);
  }
  unset bereq.http.Accept-Encoding;
  if (bereq.http.X-Encoding) {
    set bereq.http.Accept-Encoding = bereq.http.X-Encoding;
  }
  set bereq.http.Surrogate-Capability = {"varnish="Surrogate/1.0""};
}

# Asks another replica, if there is one, and once: a request that fails everywhere must not cost everywhere.
sub ask_another {
  if (bereq.retries == 0 && bereq.url !~ "^/publish" &&
      replicas.backend(by = HASH, alt = 1, healthy = ALL) != bereq.backend &&
      pictures.backend(by = HASH, alt = 1, healthy = ALL) != bereq.backend) {
    return (retry);
  }
  if (bereq.is_bgfetch) {
    return (abandon);
  }
}

sub vcl_backend_response {
  if (beresp.status >= 500 && beresp.status != 501) {
    call ask_another;
    # Delivered as an answer, it would take the place of what was kept.
    if (!bereq.uncacheable) {
      return (error(503));
    }
  }
  # A page comes whole or not at all: if a replica dies in the middle of it, another is asked.
  if (beresp.http.Content-Type ~ "^(?:text/|application/)") {
    set beresp.do_stream = false;
  }
  set beresp.http.xkey = beresp.http.Surrogate-Key;
  # There is no end of addresses that are nothing, of lists of languages and of cookies: what they make pushes out its
  # like, not pages.
  set beresp.storage = storage.pages;
  if (beresp.status != 200 || bereq.http.X-Choice) {
    set beresp.storage = storage.other;
  }

  if (bereq.http.X-Choice && beresp.status == 200) {
    # Private to browsers; here those who chose the same share it.
    set beresp.ttl = 1d;
    set beresp.grace = 7d;
    return (deliver);
  }
  if (bereq.uncacheable || beresp.http.Set-Cookie || beresp.http.Cache-Control !~ "(?i)(?:max-age|s-maxage)=" ||
      beresp.http.Cache-Control ~ "(?i)private|no-store|no-cache" || beresp.status == 400 ||
      (bereq.http.X-Spelling && beresp.status == 200)) {
    set beresp.uncacheable = true;
    set beresp.ttl = 10s;
    return (deliver);
  }
  # Varnish knows no lifetime of a 308.
  if (beresp.http.Cache-Control ~ "(?i)s-maxage=[0-9]+") {
    set beresp.ttl = std.duration(
      regsub(beresp.http.Cache-Control, "(?i)^.*s-maxage=([0-9]+).*$", "\1") + "s", 0s);
  }
  set beresp.grace = 7d;
  if (bereq.http.X-Spelling) {
    set beresp.grace = 0s;
  }
  return (deliver);
}

sub vcl_backend_error {
  call ask_another;
  # Nor is it kept for those who wait, which Varnish would do for a second.
  set beresp.ttl = 0s;
  set beresp.grace = 0s;
  return (deliver);
}

sub vcl_deliver {
  if (resp.status >= 500 && resp.status != 501 && req.url != "/publish") {
    if (req.method == "POST" || req.http.X-Failed) {
      return (synth(503, "Temporarily unavailable"));
    }
    set req.http.X-Failed = "1";
    set req.url = regsub(req.url, "\?.*$", "");
    return (restart);
  }
  # With some queries this is an old address (/?p=123): which, the replica knows.
  if (resp.http.X-By-Query && req.http.X-Query && !req.http.X-Ask && req.restarts < 2) {
    set req.http.X-Ask = "1";
    return (restart);
  }
  unset resp.http.X-By-Query;
  # Else where an address leads does not depend on the query, which goes along unless the new address has one of its own; see
  # redirectTarget in proxy.ts.
  if (req.http.X-Query && resp.http.Location ~ "^/[^?]*$" && req.url !~ "\?") {
    set resp.http.Location = regsub(resp.http.Location, "#.*$", "") + regsub(req.http.X-Query, "^[^?]*", "") +
      regsub(resp.http.Location, "^[^#]*", "");
  }
  if (!req.http.Surrogate-Capability) {
    unset resp.http.Surrogate-Key;
  }
  unset resp.http.xkey;
  unset resp.http.X-Varnish;
  unset resp.http.Via;
  # What is kept here is current, however long it has been: browsers count from now.
  unset resp.http.Age;
  if (obj.hits > 0) {
    set resp.http.Cache-Status = "varnish; hit";
    if (obj.ttl <= 0s) {
      set resp.http.Cache-Status = "varnish; hit; detail=stale";
    }
  }
  set resp.http.X-Request-Id = req.http.X-Request-Id;
}

sub vcl_synth {
  set resp.http.Content-Type = "text/plain; charset=utf-8";
  set resp.http.Cache-Control = "no-store";
  set resp.body = resp.reason + {"
"};
  if (resp.status == 401) {
    set resp.http.WWW-Authenticate = "Bearer";
  }
  if (resp.status == 405) {
    set resp.http.Allow = "GET, HEAD";
  }
  if (resp.status >= 500) {
    set resp.status = 503;
    set resp.http.Retry-After = "10";
    set resp.http.Content-Type = "text/html; charset=utf-8";
    set resp.body = {"<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Temporarily unavailable</title>
<h1>Temporarily unavailable</h1>
<p>This page cannot be shown at the moment. Please try again in a minute.</p>
</html>
"};
  }
  return (deliver);
}
