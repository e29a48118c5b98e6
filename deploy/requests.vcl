# What of a request may make a difference to its answer, and who may purge. Included by varnish.vcl.

sub vcl_init {
  # Without a secret nobody purges; with one that can be guessed, Varnish does not start.
  if (std.getenv("PURGE_SECRET") != "" && std.getenv("PURGE_SECRET") !~ "^[!-~]{16,}$") {
    return (fail("PURGE_SECRET is too short, or not plain letters and signs."));
  }
}

# PURGE with Surrogate-Key, from a replica itself, which knows the secret. What is purged is gone. With
# Fastly-Soft-Purge: 1 it is shown for another minute while it is made anew, and for longer when that fails.
sub purge_by_key {
  # What came through another server comes from no replica.
  if (client.ip !~ purgers || req.http.Via || req.http.Forwarded || req.http.X-Real-IP ||
      req.http.X-Forwarded-For ~ ",") {
    return (synth(405, "Method not allowed"));
  }
  # Whoever sends several has to be right in all of them. An unset secret is no secret.
  std.collect(req.http.Authorization);
  if (std.getenv("PURGE_SECRET") == "" || req.http.Authorization != "Bearer " + std.getenv("PURGE_SECRET")) {
    return (synth(401, "Bring the secret"));
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

# A head has room for 64 lines, some of which Varnish takes itself, and what is set beyond them is dropped without a word,
# here or in what replicas are asked: a key would lack a part, or a page the keys that purge it. So there must be room.
sub room {
  set req.http.X-1 = ""; set req.http.X-2 = ""; set req.http.X-3 = ""; set req.http.X-4 = "";
  set req.http.X-5 = ""; set req.http.X-6 = ""; set req.http.X-7 = ""; set req.http.X-8 = "";
  set req.http.X-9 = ""; set req.http.X-10 = ""; set req.http.X-11 = ""; set req.http.X-12 = "";
  if (!req.http.X-12) {
    std.rollback(req);
    return (synth(431, "Too many headers"));
  }
  unset req.http.X-1; unset req.http.X-2; unset req.http.X-3; unset req.http.X-4;
  unset req.http.X-5; unset req.http.X-6; unset req.http.X-7; unset req.http.X-8;
  unset req.http.X-9; unset req.http.X-10; unset req.http.X-11; unset req.http.X-12;
}

# Leaves of a request what may make a difference to its answer.
sub normalise {
  call room;
  unset req.http.X-Failed;
  unset req.http.X-Fresh;
  unset req.http.X-Query;
  unset req.http.X-Ask;
  unset req.http.X-Spelling;
  unset req.http.X-Encoding;
  unset req.http.X-Choice;
  unset req.http.X-Languages;
  call address;
  if (req.method != "GET" && req.method != "HEAD" &&
      !(req.method == "POST" && req.url ~ "^/(?:consent|publish)$")) {
    return (synth(405, "Method not allowed"));
  }
  # For those who run a replica, not for its readers.
  if (req.url ~ "^/(?:metrics|healthz|readyz)$") {
    return (synth(404, "Not found"));
  }

  # There is one site, whatever clients call it; see lib/serve/page-cache/upstream, which does the same.
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

# One address, one key. What is no address ends here; what is another spelling of one, the site answers with the right
# one, and nothing it says to it is kept for longer than that takes.
sub address {
  # A target may name a server (RFC 9112, 3.2.2), but not choose one.
  set req.url = regsub(req.url, "^\w+://[^/?#]*/?", "/");
  if (req.url !~ "^/[^#]*$") {
    return (synth(400, "Ask for a path"));
  }
  if (req.url ~ "\?.") {
    set req.http.X-Query = req.url;
  }
  set req.url = regsub(req.url, "\?.*$", "");
  # A percent sign begins a byte, and bytes are UTF-8 (RFC 3629, 4).
  if (req.url !~ "(?i)^(?:[^%]|%[0-7][0-9A-F]|%(?:C[2-9A-F]|D[0-9A-F])%[89AB][0-9A-F]|%(?:E0%[AB][0-9A-F]|ED%[89][0-9A-F]|E[1-9A-CEF]%[89AB][0-9A-F])%[89AB][0-9A-F]|%(?:F0%[9AB][0-9A-F]|F[1-3]%[89AB][0-9A-F]|F4%8[0-9A-F])%[89AB][0-9A-F]%[89AB][0-9A-F])*+$") {
    return (synth(400, "The address is not well encoded"));
  }
  # No empty segments and none of dots, and nothing encoded, or encoded otherwise, that need not be (RFC 3986, 6.2.2).
  if (req.url !~ "^(?:/(?!\.{1,2}(?:/|$))(?:[\w!$&'()*+,.:;=@~-]|%(?!2[DE]|3[0-9]|[46][1-9A-F]|[57][0-9A]|5F|7E)[0-9A-F]{2})++)*+/?$") {
    set req.http.X-Spelling = "another";
  }
}

# The reader's choice about cookies, as lib/consent/cookie reads it, and nothing else that a cookie may say: of 300
# characters at most, and none when there are two that disagree. No pattern here goes back over what it has read: there
# is a limit to that, past which Varnish answers 503.
sub choice {
  set req.http.Cookie = regsuball(";" + req.http.Cookie, ";\s*+(?!consent\s*+=)[^;]*+", "");
  if (req.http.Cookie ~ "^;\s*+consent\s*+=\s*+([0-9]{1,9}\.[a-z0-9.-]{1,290})\s*+(?:;\s*+consent\s*+=\s*+\1\s*+(?=;|$))*+$") {
    set req.http.Cookie = regsub(req.http.Cookie, "^;\s*+consent\s*+=\s*+([^;\s]++).*$", "consent=\1");
  } else {
    unset req.http.Cookie;
  }
  if (req.http.Sec-GPC != "1") {
    unset req.http.Sec-GPC;
  }
  set req.http.X-Choice = "choice " + req.http.Cookie + " " + req.http.Sec-GPC;
}
