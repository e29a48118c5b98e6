vcl 4.1;

# The cache in front of the replicas, for Varnish 7 with the modules of Debian's varnish-modules. replicas.vcl, found
# by the parameter vcl_path, says where the replicas are and who may purge. docs/operators.md explains the rest.

import std;
import directors;
import xkey;
include "replicas.vcl";

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
  # Films and recordings go through as they are, in the parts browsers ask for: kept here, they would take the memory
  # that pages need, and so they would in passing when a reader is slow.
  if (req.method != "POST" && req.url ~ "^/media/[0-9a-f]{16}/(?:audio|video)\.") {
    return (pipe);
  }
  if (req.method == "POST") {
    # Kept, so that another replica can be asked if one fails: a choice made twice is the same choice.
    if (!std.cache_req_body(64KB)) {
      return (synth(413, "The message is too large"));
    }
    return (pass);
  }
  if (req.http.X-Pass || req.http.Accept ~ "(?i)text/markdown") {
    return (pass);
  }
  return (hash);
}

# Leaves of a request what may make a difference to its answer.
sub normalise {
  unset req.http.X-Failed;
  unset req.http.X-Fresh;
  unset req.http.X-Pass;
  unset req.http.X-Query;
  unset req.http.X-Encoding;
  unset req.http.X-Choice;
  unset req.http.X-Languages;
  # A target may name a server (RFC 9112, 3.2.2), but not choose one.
  if (req.url !~ "^/") {
    set req.url = regsub(req.url, "^\w+://[^/?]*/?", "/");
  }
  if (req.url ~ "\?.") {
    set req.http.X-Query = req.url;
  }
  set req.url = regsub(req.url, "\?.*$", "");
  if (req.method != "GET" && req.method != "HEAD" &&
      !(req.method == "POST" && req.url ~ "^/(?:consent|publish)$")) {
    return (synth(405, "Method not allowed"));
  }
  # For those who run a replica, not for its readers.
  if (req.url ~ "^/(?:metrics|healthz|readyz)$") {
    return (synth(404, "Not found"));
  }

  # There is one site, whatever clients call it; see lib/page-cache/upstream, which does the same.
  set req.http.Host = "site";
  unset req.http.Forwarded;
  unset req.http.X-Forwarded-Host;
  unset req.http.X-Forwarded-Port;
  unset req.http.X-Forwarded-Proto;
  unset req.http.X-Original-URL;
  unset req.http.X-Rewrite-URL;
  unset req.http.X-HTTP-Method-Override;
  unset req.http.RSC;
  unset req.http.Next-Router-State-Tree;
  unset req.http.Next-Router-Prefetch;
  unset req.http.Next-Router-Segment-Prefetch;
  unset req.http.Next-Url;
  unset req.http.Next-Action;
  unset req.http.Authorization;

  if (req.http.Accept-Encoding ~ "(?i)\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))") {
    set req.http.X-Encoding = "br";
    set req.http.Accept-Encoding = "br";
  } else if (req.http.Accept-Encoding ~ "(?i)\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))") {
    set req.http.X-Encoding = "gzip";
    set req.http.Accept-Encoding = "gzip";
  } else {
    unset req.http.Accept-Encoding;
  }

  if (req.url ~ "^/(?:consent\.css|consent-state\.css|statistics\.js|embeds\.js)$") {
    call choice;
  } else if (req.method != "POST") {
    unset req.http.Cookie;
    unset req.http.Sec-GPC;
  }

  # An address without a language is answered by the reader's. The way in is kept by it; there are many, all small.
  if (req.http.Accept-Language !~ "^[A-Za-z0-9,;=.* -]{1,100}$") {
    unset req.http.Accept-Language;
  }
  if (req.url == "/") {
    set req.http.X-Languages = std.tolower(req.http.Accept-Language);
  }
  if (req.http.X-Request-Id !~ "^[\w.:-]{1,64}$") {
    set req.http.X-Request-Id = req.xid;
  }
}

# The reader's choice about cookies, as lib/consent reads it, and nothing else that a cookie may say.
sub choice {
  if (req.http.Cookie ~ "(?:^|;)\s*consent=[0-9]+\.[a-z0-9.-]{1,60}\s*(?:;|$)") {
    set req.http.Cookie = regsub(req.http.Cookie,
      "^(?:.*?;)?\s*consent=([0-9]+\.[a-z0-9.-]{1,60})\s*(?:;.*)?$", "consent=\1");
  } else {
    unset req.http.Cookie;
  }
  if (req.http.Sec-GPC != "1") {
    unset req.http.Sec-GPC;
  }
  set req.http.X-Choice = "choice " + req.http.Cookie + " " + req.http.Sec-GPC;
}

# PURGE with Surrogate-Key, from a replica itself. What is purged is gone. With Fastly-Soft-Purge: 1 it is shown for
# another minute while it is made anew, and for longer when that fails.
sub purge_by_key {
  if (client.ip !~ purgers || req.http.Via || req.http.Forwarded || req.http.X-Real-IP ||
      req.http.X-Forwarded-For ~ ",") {
    return (synth(405, "Method not allowed"));
  }
  if (!req.http.Surrogate-Key) {
    return (synth(400, "Say in Surrogate-Key what to purge"));
  }
  if (req.http.Fastly-Soft-Purge == "1") {
    set req.http.X-Purged = xkey.softpurge(req.http.Surrogate-Key);
  } else {
    set req.http.X-Purged = xkey.purge(req.http.Surrogate-Key);
  }
  return (synth(200, req.http.X-Purged + " purged"));
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

sub vcl_pass {
  if (req.http.X-Query) {
    set req.url = req.http.X-Query;
  }
}

sub vcl_backend_fetch {
  # Every address has its own replica, so that each keeps its part of the pages; when one fails, the next is asked.
  set bereq.backend = replicas.backend(by = HASH, alt = bereq.retries);
  unset bereq.http.Accept-Encoding;
  if (bereq.http.X-Encoding) {
    set bereq.http.Accept-Encoding = bereq.http.X-Encoding;
  }
  set bereq.http.Surrogate-Capability = {"varnish="Surrogate/1.0""};
}

sub vcl_backend_response {
  if (beresp.status >= 500 && beresp.status != 501) {
    if (bereq.retries < 3 && bereq.url !~ "^/publish") {
      return (retry);
    }
    if (bereq.is_bgfetch) {
      return (abandon);
    }
  }
  # A page comes whole or not at all: if a replica dies in the middle of it, another is asked.
  if (beresp.http.Content-Type ~ "^(?:text/|application/)") {
    set beresp.do_stream = false;
  }
  set beresp.http.xkey = beresp.http.Surrogate-Key;

  if (bereq.http.X-Choice && beresp.status == 200) {
    # Private to browsers; here those who chose the same share it.
    set beresp.ttl = 1d;
    set beresp.grace = 7d;
    return (deliver);
  }
  # The query makes a difference where the answer is a redirect, a complaint, or not for everyone.
  if (beresp.http.Cache-Control ~ "(?i)private" || beresp.status == 400 ||
      (beresp.status >= 300 && beresp.status < 400)) {
    set beresp.http.X-Asks-Query = "1";
  }
  if (bereq.uncacheable || beresp.http.Set-Cookie || beresp.http.Cache-Control !~ "(?i)(?:max-age|s-maxage)=" ||
      beresp.http.Cache-Control ~ "(?i)private|no-store|no-cache" || beresp.status >= 500 || beresp.status == 400) {
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
  return (deliver);
}

sub vcl_backend_error {
  if (bereq.retries < 3 && bereq.url !~ "^/publish") {
    return (retry);
  }
  if (bereq.is_bgfetch) {
    return (abandon);
  }
  set beresp.http.Content-Type = "text/html; charset=utf-8";
  set beresp.http.Cache-Control = "no-store";
  set beresp.http.Retry-After = "10";
  set beresp.body = {"<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Temporarily unavailable</title>
<h1>Temporarily unavailable</h1>
<p>This page cannot be shown at the moment. Please try again in a minute.</p>
</html>
"};
  return (deliver);
}

sub vcl_deliver {
  if (req.http.X-Query && resp.http.X-Asks-Query && !req.http.X-Pass && !req.http.X-Failed) {
    set req.http.X-Pass = "1";
    return (restart);
  }
  if (resp.status >= 500 && resp.status != 501 && req.method != "POST" && !req.http.X-Failed) {
    set req.http.X-Failed = "1";
    unset req.http.X-Pass;
    set req.url = regsub(req.url, "\?.*$", "");
    return (restart);
  }
  if (!req.http.Surrogate-Capability) {
    unset resp.http.Surrogate-Key;
  }
  unset resp.http.xkey;
  unset resp.http.X-Asks-Query;
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
  if (resp.status == 405) {
    set resp.http.Allow = "GET, HEAD";
  }
  set resp.body = resp.reason + {"
"};
  return (deliver);
}
