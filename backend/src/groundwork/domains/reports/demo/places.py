"""Where the customers of the demonstration shop live. Nobody does."""

from typing import Any

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
