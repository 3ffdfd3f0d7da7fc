"""The agreement sheet's own words, in the languages that parties most often bring.

The sheet speaks two languages at once, so its words stand here and not in a catalogue of one.
"""

from __future__ import annotations

LANGUAGES = ("en", "de", "fr", "es", "it", "pl", "pt", "zh", "zh-Hant")
"""In the order of the columns below."""

_WORDS = """
letter_of_intent|Letter of Intent|Absichtserklärung|Lettre d’intention|Carta de intenciones|Lettera d’intenti|List intencyjny|Carta de intenções|意向书|意向書
memorandum_of_understanding|Memorandum of Understanding|Absichtsvereinbarung (MoU)|Protocole d’accord|Memorando de entendimiento|Memorandum d’intesa|Protokół ustaleń|Memorando de entendimento|谅解备忘录|合作備忘錄
partnership_agreement|Partnership agreement|Partnerschaftsvereinbarung|Accord de partenariat|Acuerdo de asociación|Accordo di partenariato|Umowa partnerska|Acordo de parceria|伙伴关系协议|夥伴關係協議
joint_project|Joint project|Gemeinsames Projekt|Projet commun|Proyecto conjunto|Progetto congiunto|Wspólny projekt|Projeto conjunto|联合项目|聯合計畫
commercial_contract|Commercial contract|Handelsvertrag|Contrat commercial|Contrato comercial|Contratto commerciale|Umowa handlowa|Contrato comercial|商业合同|商業契約
technology_transfer|Technology transfer|Technologietransfer|Transfert de technologie|Transferencia de tecnología|Trasferimento tecnologico|Transfer technologii|Transferência de tecnologia|技术转让|技術移轉
exchange_visit|Exchange visit|Austauschbesuch|Visite d’échange|Visita de intercambio|Visita di scambio|Wizyta wymienna|Visita de intercâmbio|交流访问|交流訪問
other|Agreement|Vereinbarung|Accord|Acuerdo|Accordo|Porozumienie|Acordo|协议|協議
initiated|Initiated|Begonnen|Initié|Iniciado|Avviato|Rozpoczęte|Iniciado|已启动|已啟動
in_negotiation|In negotiation|In Verhandlung|En négociation|En negociación|In trattativa|W negocjacjach|Em negociação|谈判中|協商中
signed|Signed|Unterzeichnet|Signé|Firmado|Firmato|Podpisane|Assinado|已签署|已簽署
ended|Ended|Beendet|Terminé|Finalizado|Concluso|Zakończone|Terminado|已结束|已結束
number|No.|Nr.|N°|N.º|N.|Nr|N.º|编号|編號
status|Status|Stand|État|Estado|Stato|Stan|Estado|状态|狀態
topic|Topic of cooperation|Gegenstand der Zusammenarbeit|Objet de la coopération|Objeto de la cooperación|Oggetto della cooperazione|Temat współpracy|Objeto da cooperação|合作主题|合作主題
partnership|Partnership|Partnerschaft|Partenariat|Partenariado|Partenariato|Partnerstwo|Parceria|伙伴关系|夥伴關係
sectors|Sectors|Branchen|Secteurs|Sectores|Settori|Branże|Setores|行业|產業
countries|Target countries or region|Zielländer oder Region|Pays ou région cibles|Países o región objetivo|Paesi o regione obiettivo|Kraje docelowe lub region|Países ou região-alvo|目标国家或地区|目標國家或地區
next_step|Next step|Nächster Schritt|Prochaine étape|Próximo paso|Prossimo passo|Następny krok|Próximo passo|下一步|下一步
follow_up|Follow-up on|Nachfrage am|Suivi le|Seguimiento el|Verifica il|Sprawdzenie dnia|Acompanhamento em|跟进日期|後續追蹤日期
parties|Parties|Parteien|Parties|Partes|Parti|Strony|Partes|各方|各方
name|Name|Name|Nom|Nombre|Nome|Imię i nazwisko|Nome|姓名|姓名
position|Position|Funktion|Fonction|Cargo|Funzione|Stanowisko|Cargo|职务|職稱
place|Place and date|Ort und Datum|Lieu et date|Lugar y fecha|Luogo e data|Miejsce i data|Local e data|地点和日期|地點與日期
signature|Signature|Unterschrift|Signature|Firma|Firma|Podpis|Assinatura|签字|簽名
"""

_TABLE = {
    code: dict(zip(LANGUAGES, words, strict=True))
    for line in _WORDS.strip().splitlines()
    for code, *words in [line.split("|")]
}


def known(language: str) -> str | None:
    """The language of `LANGUAGES` that serves `language` (BCP 47), None if there is none."""
    parts = language.replace("_", "-").split("-")
    if parts[0].lower() == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & {part.lower() for part in parts[1:]}
        return "zh-Hant" if traditional else "zh"
    return parts[0].lower() if parts[0].lower() in LANGUAGES else None


def word(code: str, language: str) -> str:
    """One word in one of `LANGUAGES`."""
    return _TABLE[code][language]


def both(code: str, languages: tuple[str, ...]) -> str:
    """The word in each language, each spelling once."""
    return " / ".join(dict.fromkeys(word(code, language) for language in languages))
