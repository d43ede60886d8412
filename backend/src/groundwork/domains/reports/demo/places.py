"""Where the customers of the demonstration shop live, and from where they ask. Nobody does."""

from typing import Any

from groundwork.kernel.actor import Origin

_PLACES = """
    Harbour Street 14|00130|Helsinki||FI
    Calle de los Olmos 8|28014|Madrid||ES
    Lindenweg 31|10435|Berlin||DE
    27 Orchard Row|E8 3QS|London||GB
    Rua das Oliveiras 112|4050-449|Porto||PT
    410 Maple Avenue|11215|Brooklyn|NY|US
    Via dei Glicini 5|20121|Milano||IT
    Rue des Tilleuls 19|69002|Lyon||FR
    Björkgatan 22|118 28|Stockholm||SE
    Keizerskade 77|1015 CS|Amsterdam||NL
    Ulica Klonowa 3|00-591|Warszawa||PL
    2218 Cedar Lane|97214|Portland|OR|US
    Egészség utca 9|1061|Budapest||HU
    Sakura-dori 4-11|606-8501|Kyoto||JP
    Moss Bank 6|EH3 6SS|Edinburgh||GB
    Nyvej 41|2200|København||DK
"""


def address_of(number: int, name: str) -> dict[str, Any]:
    """Where the customer with that number has things sent."""
    places = [line.strip().split("|") for line in _PLACES.strip().splitlines()]
    line1, postal_code, city, region, country = places[number % len(places)]
    return {
        "name": name,
        "line1": line1,
        "line2": None,
        "postalCode": postal_code,
        "city": city,
        "region": region or None,
        "country": country,
    }


_AGENTS = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
)


def origin_of(number: int) -> Origin:
    """From where somebody asks: an address that is kept for examples (RFC 5737), and a browser."""
    network = ("192.0.2", "198.51.100", "203.0.113")[number % 3]
    return Origin(f"{network}.{1 + number * 37 % 254}", _AGENTS[number % len(_AGENTS)])
