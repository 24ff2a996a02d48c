"""Currencies of countries (ISO 3166-1 alpha-2, ISO 4217), written down apart from the project."""

_TABLE = """
EUR AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE SI SK SM TF VA XK YT
USD AS BQ EC FM GU IO MH MP PR PW SV TC TL UM US VG VI
GBP GB GG GS IM JE|GIP GI|FKP FK|SHP SH|AUD AU CC CX HM KI NF NR TV|NZD CK NU NZ PN TK
XOF BF BJ CI GW ML NE SN TG|XAF CF CG CM GA GQ TD|XCD AG AI DM GD KN LC MS VC|XPF NC PF WF
DKK DK FO GL|NOK BV NO SJ|SEK SE|ISK IS|CHF CH LI|CZK CZ|PLN PL|HUF HU|RON RO|ALL AL|RSD RS
MKD MK|BAM BA|MDL MD|UAH UA|BYN BY|RUB RU|TRY TR|GEL GE|AMD AM|AZN AZ|KZT KZ|UZS UZ|KGS KG|TJS TJ
TMT TM|MNT MN|CNY CN|HKD HK|MOP MO|TWD TW|JPY JP|KRW KR|KPW KP|INR IN|PKR PK|BDT BD|LKR LK|NPR NP
BTN BT|MVR MV|AFN AF|IRR IR|IQD IQ|SYP SY|LBP LB|JOD JO|ILS IL PS|SAR SA|AED AE|QAR QA|KWD KW|BHD BH
OMR OM|YER YE|EGP EG|LYD LY|TND TN|DZD DZ|MAD EH MA|MRU MR|SDG SD|SSP SS|ETB ET|ERN ER|DJF DJ|SOS SO
KES KE|UGX UG|TZS TZ|RWF RW|BIF BI|CDF CD|AOA AO|ZMW ZM|ZWG ZW|MWK MW|MZN MZ|BWP BW|NAD NA|ZAR ZA
LSL LS|SZL SZ|MGA MG|MUR MU|SCR SC|KMF KM|CVE CV|STN ST|GMD GM|GNF GN|SLE SL|LRD LR|GHS GH|NGN NG
CAD CA|MXN MX|GTQ GT|BZD BZ|HNL HN|NIO NI|CRC CR|PAB PA|CUP CU|HTG HT|DOP DO|JMD JM|BSD BS|BBD BB
TTD TT|BMD BM|KYD KY|AWG AW|XCG CW SX|COP CO|VES VE|GYD GY|SRD SR|BRL BR|PEN PE|BOB BO|PYG PY|UYU UY
ARS AR|CLP CL|THB TH|VND VN|LAK LA|KHR KH|MMK MM|MYR MY|SGD SG|IDR ID|PHP PH|BND BN|PGK PG|FJD FJ
SBD SB|VUV VU|WST WS|TOP TO
"""

CURRENCY = {}
for _entry in _TABLE.replace("\n", "|").split("|"):
    _words = _entry.split()
    for _country in _words[1:]:
        CURRENCY[_country] = _words[0]

CURRENCIES = set(CURRENCY.values()) | {"ANG", "BGN", "CUC", "HRK", "SLL", "SVC", "VED", "ZWL"}

# Country names of the monthly rates.
RATE_COUNTRIES = {
    "Australia": "AUD", "Austria": "ATS", "Belgium": "BEF", "Brazil": "BRL", "Canada": "CAD",
    "China": "CNY", "Denmark": "DKK", "Euro": "EUR", "Finland": "FIM", "France": "FRF",
    "Germany": "DEM", "Greece": "GRD", "Hong Kong": "HKD", "India": "INR", "Ireland": "IEP",
    "Italy": "ITL", "Japan": "JPY", "Malaysia": "MYR", "Mexico": "MXN", "Netherlands": "NLG",
    "New Zealand": "NZD", "Norway": "NOK", "Portugal": "PTE", "Singapore": "SGD",
    "South Africa": "ZAR", "South Korea": "KRW", "Spain": "ESP", "Sri Lanka": "LKR", "Sweden": "SEK",
    "Switzerland": "CHF", "Taiwan": "TWD", "Thailand": "THB", "United Kingdom": "GBP",
    "Venezuela": "VES",
}
INVERSE_COUNTRIES = {"Euro", "United Kingdom", "Australia", "New Zealand", "Ireland"}
