"""The guard: what a request may cost, and what a refused one is told."""

import json
from urllib.parse import quote

import pytest
from small_site import limit_calls

from datasette_claims.guard import Refused, check_query, mend_errors, read_requests, wrap_graphql

PASSES = [
    "{ claims(first: 50) { nodes { text stances_list(first: 20) { nodes { label { name } actor { name } } } } } }",
    "{ claims { nodes { text } } }",
    "{ claims(first: 1000) { totalCount nodes { text } } }",
    "query ($n: Int = 50) { claims(first: $n) { nodes { text } } }",
    "{ not graphql",  # the endpoint says so itself
    "{a" * 3000 + "}" * 3000,  # so does the parser, for what is nested deeper than it reads
    "fragment f on claims { ...f } { claims { nodes { ...f } } }",  # a cycle is the endpoint's to refuse
]
FRAGMENT = "fragment page on claimsCollection { nodes { stances_list(first: 1000) { nodes { actor { name } } } } } { claims(first: 100) { ...page } }"
REFUSED = [
    ("{ claims(first: 1001) { totalCount } }", {}, "claims asks for first: 1,001, and a page holds at most 1,000 rows; use after with endCursor, or download the CSV."),
    ("query ($n: Int) { claims(first: $n) { totalCount } }", {"n": 5000}, "claims asks for first: 5,000, and a page"),
    ("query ($n: Int = 5000) { claims(first: $n) { totalCount } }", {}, "claims asks for first: 5,000, and a page"),
    ("{ claims(first: 1000) { nodes { stances_list(first: 1000) { nodes { id } } } } }", {}, "The query may produce more than 20,000 objects; lower `first`, ask for fewer levels, or download the CSV."),
    (FRAGMENT, {}, "The query may produce more than 20,000 objects"),
    ("{ " + " ".join(f"a{n}: stances(first: 1000) {{ nodes {{ actor {{ name }} }} }}" for n in range(20)) + " }", {}, "The query may produce more than 20,000 objects"),
    ("{ a " + "{ a " * 13 + "}" * 14, {}, "The query is nested more than 12 levels deep; ask in several requests."),
    ("{ " + "a " * 5000 + "}", {}, "The query has more than 4,000 tokens; split it into several."),
]


@pytest.mark.parametrize("query", PASSES)
def test_honest_queries_pass(query):
    check_query(query, {}, {})


@pytest.mark.parametrize("query, variables, message", REFUSED, ids=range(len(REFUSED)))
def test_costly_queries_are_refused_with_a_sentence(query, variables, message):
    with pytest.raises(Refused) as refusal:
        check_query(query, variables, {})
    assert str(refusal.value).startswith(message)


def test_fragments_that_spread_others_twice_are_weighed_once_each():
    doubled = " ".join(f"fragment f{n} on claims {{ ...f{n + 1} ...f{n + 1} }}" for n in range(40))
    paged = " ".join(f"fragment f{n} on claims {{ nodes {{ ...f{n + 1} }} x: nodes {{ ...f{n + 1} }} }}" for n in range(40))
    with limit_calls():
        check_query("{ claims { nodes { ...f0 } } } fragment f40 on claims { text } " + doubled, {}, {})
        with pytest.raises(Refused, match="more than 20,000 objects"):
            check_query("{ claims { nodes { ...f0 } } } fragment f40 on claims { topic { name } } " + doubled, {}, {})
        with pytest.raises(Refused, match="nested more than 12 levels deep"):
            check_query("{ claims { nodes { ...f0 } } } fragment f40 on claims { text } " + paged, {}, {})


def test_a_chain_of_fragments_too_long_to_follow_is_refused():
    chain = " ".join(f"fragment f{n} on claims {{ ... {{ ... {{ ...f{n + 1} }} }} }}" for n in range(280))
    with pytest.raises(Refused) as refusal:
        check_query("{ ...f0 } fragment f280 on claims { text } " + chain, {}, {})
    assert str(refusal.value) == "The query is nested too deeply to be read; flatten it."


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "[]", "{}", "null", '"x"', "true", "9" * 4000])
def test_a_number_of_rows_that_is_none_is_the_endpoints_to_refuse(number):
    body = b'{"query": "query ($n: Int) { claims(first: $n) { totalCount } }", "variables": {"n": %s}}' % number.encode()
    for query, variables in read_requests({}, body):
        try:
            check_query(query, variables, {})
        except Refused as refusal:
            assert str(refusal).startswith("claims asks for first: 9,999,")


@pytest.mark.parametrize(
    "query_string, body, message",
    [
        (b"", b"[1]", "The request body is no JSON object"),
        (b"", b"query=1", "The request body is no JSON object"),
        (b"", b'{"query": "{ a }", "variables": "x"}', "The variables are no JSON object"),
        (b"query={a}&variables=[]x", b"", "The variables are no JSON object"),
        (b"", b'{"query": 5}', "The query is no text"),
    ],
)
def test_unreadable_requests_are_refused_with_a_sentence(query_string, body, message):
    with pytest.raises(Refused) as refusal:
        read_requests({"query_string": query_string}, body)
    assert str(refusal.value).startswith(message) and refusal.value.code == "BAD_REQUEST"


async def answer(app, method="POST", body=b"", query_string=b"", **options):
    """What a visitor gets: status and JSON."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": body}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/graphql/claims", "method": method, "query_string": query_string}
    await wrap_graphql(app, lambda path: path == "/graphql/claims", {}, **options)(scope, receive, send)
    return sent[0], json.loads(sent[1]["body"])


@pytest.mark.asyncio
@pytest.mark.parametrize("has_cors", [False, True])
async def test_a_refusal_is_status_400_and_allows_other_origins_only_where_the_site_does(has_cors):
    start, body = await answer(None, body=b"x" * 100_001, has_cors=has_cors)
    assert start["status"] == 400
    assert ((b"access-control-allow-origin", b"*") in start["headers"]) == has_cors
    assert body == {"data": None, "errors": [{"message": "The request is larger than 100,000 bytes; send a shorter query.", "extensions": {"code": "TOO_COSTLY"}}]}


@pytest.mark.asyncio
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "QUERY"])
@pytest.mark.parametrize("is_in_body", [True, False])
async def test_every_method_that_is_answered_is_guarded(method, is_in_body):
    query = REFUSED[0][0]
    sent = {"body": json.dumps({"query": query}).encode()} if is_in_body else {"query_string": f"query={quote(query)}".encode()}
    start, body = await answer(None, method, **sent)
    assert (start["status"], body["errors"][0]["message"]) == (400, REFUSED[0][2])


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "status, given, expected, seen",
    [
        (500, {"data": {"a": 1, "b": None}, "errors": [{"message": "No.", "path": ["b", 0]}, {"message": "No.", "path": ["b", 1]}]}, 200, [{"message": "No.", "path": ["b", 0]}]),
        (500, {"data": None, "errors": [{"message": "No."}]}, 400, [{"message": "No."}]),
        (500, {"error": "The server broke"}, 500, None),
        (200, {"data": {"a": 1}}, 200, None),
    ],
)
async def test_an_answer_with_errors_is_no_failure_of_the_server(status, given, expected, seen):
    sent = []

    async def send(message):
        sent.append(message)

    mended = mend_errors(send)
    body = json.dumps(given).encode()
    await mended({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"%d" % len(body))]})
    await mended({"type": "http.response.body", "body": body})
    assert (sent[0]["status"], json.loads(sent[1]["body"]).get("errors")) == (expected, seen)
