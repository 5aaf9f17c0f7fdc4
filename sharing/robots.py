"""Is this a program that looks at links, or a person reading? Plain Python over request headers."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Names that link scanners, preview makers, crawlers and monitors give themselves. Lower case. Apps that
# show pages to people (LinkedInApp, FBAN, Instagram, DuckDuckGo …) are not here: their visitors read.
_ROBOT = re.compile(
    r"""
    (?<!cu)bot  # but Cubot makes phones
    | crawl | spider | slurp | preview | scanner | urlscan | fetcher | monitor | archiver | validator
    | slack-imgproxy | facebookexternalhit | facebookcatalog | meta-external | whatsapp/ | pinterest/0
    | ms-office | msoffice | microsoft[-+ ]?office | safe-?links | google-read-aloud | google-inspectiontool
    | googleother | googleimageproxy | mediapartners | apis-google | feedfetcher | google-extended | google-safety
    | chatgpt-user | claude-user | claude-web | anthropic | openai | perplexity
    | proofpoint | urldefense | mimecast | barracuda | trendmicro | symantec | forcepoint | paloalto | cortex
    | zscaler | sophos | kaspersky | virustotal | netcraft | censys | shodan | expanse | nmap | masscan | zgrab
    | nuclei | lighthouse | pagespeed | gtmetrix | pingdom | uptime | statuscake | datadog | newrelic | site24x7
    | prerender | embedly | iframely | python- | python/ | aiohttp | httpx | curl/ | wget | libwww | okhttp
    | java/ | go-http | node-fetch | axios | undici | guzzle | php/ | scrapy | mechanize | winhttp | powershell
    | postman | insomnia
    """,
    re.VERBOSE,
)


def is_robot(headers: Mapping[str, str]) -> bool:
    """True for known robots, for browsers that only fetch ahead, and for callers that send no browser name.

    `headers` are those of a request, by their usual names. A scanner that says it is an ordinary browser
    is not seen here; that is why a visit needs the page to have been in view, and figures say "about".
    """
    agent = headers.get("User-Agent", "").lower()
    if not agent.startswith(("mozilla/", "opera/")) or _ROBOT.search(agent):
        return True
    ahead = " ".join(
        headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
    ).lower()
    return "prefetch" in ahead or "prerender" in ahead or "preview" in ahead
