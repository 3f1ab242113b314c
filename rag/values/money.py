"""Currencies, before a figure as a symbol or code and after it as a word."""

import re

from rag.values.vocabulary import either

_SYMBOLS = {
    "us$": "USD", "usd": "USD", "$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
    "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "nt$": "TWD", "r$": "BRL", "€": "EUR", "eur": "EUR",
    "£": "GBP", "gbp": "GBP", "¥": "JPY", "jpy": "JPY", "cny": "CNY", "rmb": "CNY", "₹": "INR",
    "inr": "INR", "rs": "rupee", "rs.": "rupee", "₽": "RUB", "rub": "RUB", "₩": "KRW", "krw": "KRW",
    "₺": "TRY", "₪": "ILS", "₦": "NGN", "₱": "PHP", "₴": "UAH", "chf": "CHF", "sek": "SEK", "nok": "NOK",
    "dkk": "DKK", "aud": "AUD", "cad": "CAD", "nzd": "NZD", "pln": "PLN", "zar": "ZAR", "brl": "BRL",
    "kr": "krone", "kr.": "krone", "try": "TRY", "aed": "AED", "sar": "SAR", "hkd": "HKD", "sgd": "SGD",
}  # fmt: skip
# A name alone where several countries use it: only 'dollar' is read as one of them, as its sign is.
_WORDS = {
    "dollar": "USD", "dollars": "USD", "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "pound": "GBP", "pounds": "GBP", "quid": "GBP", "gbp": "GBP", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "rmb": "CNY", "rupee": "rupee", "rupees": "rupee", "crown": "crown",
    "crowns": "crown", "krona": "krona", "kronor": "krona", "kroner": "krone", "krone": "krone",
    "kronur": "krona", "koruna": "koruna", "zloty": "PLN", "zlotys": "PLN", "forint": "HUF",
    "forints": "HUF", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB", "franc": "franc",
    "francs": "franc", "lira": "lira", "lire": "lira", "liras": "lira", "rand": "ZAR", "won": "KRW",
    "peso": "peso", "pesos": "peso", "real": "BRL", "reais": "BRL", "shekel": "ILS", "shekels": "ILS",
    "dirham": "dirham", "dirhams": "dirham", "dinar": "dinar", "dinars": "dinar", "riyal": "riyal",
    "riyals": "riyal", "rial": "rial", "rials": "rial", "naira": "NGN", "shilling": "shilling",
    "shillings": "shilling", "taka": "BDT", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR",
    "hryvnia": "UAH", "hryvnias": "UAH", "tenge": "KZT", "afghani": "AFN", "afghanis": "AFN",
    "thaler": "thaler", "thalers": "thaler", "schilling": "schilling", "schillings": "schilling",
    "drachma": "drachma", "drachmas": "drachma", "peseta": "peseta", "pesetas": "peseta", "escudo": "escudo",
    "escudos": "escudo", "birr": "birr", "cedi": "GHS", "cedis": "GHS", "lei": "leu", "leva": "lev", "drams": "dram",
    "guilder": "guilder", "guilders": "guilder", "mark": "mark", "marks": "mark", "livre": "livre",
    "livres": "livre", "ducat": "ducat", "ducats": "ducat", "florin": "florin", "florins": "florin",
    "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "kr": "krone", "aud": "AUD", "cad": "CAD",
    "nzd": "NZD", "inr": "INR", "zar": "ZAR", "bitcoin": "BTC", "bitcoins": "BTC",
}  # fmt: skip
# currency and how many of it one is; of what a cent is a hundredth is not said
SMALL_CHANGE: dict[str, tuple[str, float]] = {
    "cent": ("", 0.01), "cents": ("", 0.01), "pence": ("GBP", 0.01), "penny": ("GBP", 0.01), "pfennig": ("mark", 0.01),
    "kopeck": ("RUB", 0.01), "kopecks": ("RUB", 0.01), "centime": ("franc", 0.01), "centimes": ("franc", 0.01),
}  # fmt: skip
_NATIONAL = {
    ("us", "USD"): "USD", ("u.s.", "USD"): "USD", ("american", "USD"): "USD", ("australian", "USD"): "AUD",
    ("canadian", "USD"): "CAD", ("hong kong", "USD"): "HKD", ("new zealand", "USD"): "NZD",
    ("singapore", "USD"): "SGD", ("taiwan", "USD"): "TWD", ("british", "GBP"): "GBP",
    ("egyptian", "GBP"): "EGP", ("irish", "GBP"): "IEP", ("lebanese", "GBP"): "LBP",
    ("indian", "rupee"): "INR", ("pakistani", "rupee"): "PKR", ("swiss", "franc"): "CHF",
    ("swedish", "krona"): "SEK", ("swedish", "crown"): "SEK", ("norwegian", "krone"): "NOK",
    ("norwegian", "crown"): "NOK", ("danish", "krone"): "DKK", ("danish", "crown"): "DKK",
    ("czech", "crown"): "CZK", ("czech", "koruna"): "CZK", ("turkish", "lira"): "TRY",
    ("mexican", "peso"): "MXN", ("argentine", "peso"): "ARS", ("philippine", "peso"): "PHP",
    ("russian", "RUB"): "RUB",
}  # fmt: skip
_BEFORE = re.compile(
    r"(?:(?<![a-z])(?:"
    + "|".join(re.escape(s) for s in sorted(_SYMBOLS, key=len, reverse=True) if s[0].isalpha())
    + r")|[$€£¥₹₽₩₺₪₦₱₴])[ \u00a0]?$"
)
_AFTER = re.compile(rf"[ \u00a0-]?([$€£₹]|(?:[a-z.]+ ){{0,2}}?(?:{either(','.join(_WORDS))}))(?![a-z])")
_STERLING = re.compile(r" sterling\b")
_MONEY_TALK = re.compile(
    r"\b(?:cost\w*|pa(?:y|id|ys|ying)|fine[ds]?|price\w*|worth|budget\w*|spen[dt]\w*|sold|bought|earn\w*|salary"
    r"|wages?|debts?|raised|invest\w*|fund\w*|compensation|donat\w*|loans?|tax\w*|profits?|revenue)\b"
)


def currency_before(low: str, pos: int) -> tuple[str, int]:
    """Return the currency whose sign ends at `pos`, and where the sign starts, or ('', pos)."""
    match = _BEFORE.search(low, max(0, pos - 5), pos)
    if match is None:
        return "", pos
    return _SYMBOLS[match.group().strip()], match.start()


_CHANGE_AFTER = re.compile(rf"[ \u00a0-]({'|'.join(SMALL_CHANGE)})(?![a-z])")


def change_after(low: str, pos: int) -> tuple[str, float, int] | None:
    """Return the currency, the worth and the end of 'cents' and the like after a figure that ends at `pos`."""
    match = _CHANGE_AFTER.match(low, pos)
    return (*SMALL_CHANGE[match[1]], match.end()) if match else None


def currency_after(text: str, low: str, pos: int, scaled: bool) -> tuple[str, int]:
    """Return the currency named after a figure that ends at `pos` and the name's end, or ('', pos)."""
    match = _AFTER.match(low, pos)
    if match is None:
        return "", pos
    *nation, word = match.group(1).rsplit(" ", 1)
    unit = _SYMBOLS.get(word) or _WORDS.get(word, "")
    end = match.end()
    if nation:
        # an adjective of nationality has a capital: '20 Swiss francs', not '20 lost pounds'
        if not text[match.start(1)].isupper():
            return "", pos
        return _NATIONAL.get((nation[0], unit), f"{nation[0]} {_WORDS[word].lower()}"), end
    sterling = _STERLING.match(low, end)
    if word in ("pound", "pounds") and not (
        scaled or sterling or _MONEY_TALK.search(low, max(0, pos - 200), pos + 200)
    ):
        return "", pos
    return unit, sterling.end() if sterling else end
