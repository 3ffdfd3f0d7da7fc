"""The agreement sheet's own words, in the languages that parties most often bring.

The sheet speaks two languages at once, so its words stand here and not in a catalogue of one.
"""

from __future__ import annotations

_FIRST = ("en", "de", "fr", "es", "it", "pl", "pt", "zh", "zh-Hant")
_FURTHER = ("nl", "el", "tr", "ja", "ko", "ar", "fa", "he")
"""In the order of the columns of the two tables below."""

RIGHT_TO_LEFT = ("ar", "fa", "he")

LANGUAGES = (*_FIRST, *_FURTHER)
"""What the sheet speaks, by BCP 47."""

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
printed|Printed|Gedruckt|Imprimé|Impreso|Stampato|Wydrukowano|Impresso|打印|列印
"""

_FURTHER_WORDS = """
letter_of_intent|Intentieverklaring|Επιστολή προθέσεων|Niyet mektubu|意向書|의향서|خطاب نوايا|نامه قصد همکاری|מכתב כוונות
memorandum_of_understanding|Memorandum van overeenstemming|Μνημόνιο συνεργασίας|Mutabakat zaptı|覚書|양해각서|مذكرة تفاهم|یادداشت تفاهم|מזכר הבנות
partnership_agreement|Partnerschapsovereenkomst|Συμφωνία εταιρικής σχέσης|Ortaklık anlaşması|パートナーシップ契約|파트너십 협약|اتفاقية شراكة|موافقت‌نامه مشارکت|הסכם שותפות
joint_project|Gezamenlijk project|Κοινό έργο|Ortak proje|共同プロジェクト|공동 프로젝트|مشروع مشترك|پروژه مشترک|פרויקט משותף
commercial_contract|Handelscontract|Εμπορική σύμβαση|Ticari sözleşme|商業契約|상업 계약|عقد تجاري|قرارداد تجاری|חוזה מסחרי
technology_transfer|Technologieoverdracht|Μεταφορά τεχνολογίας|Teknoloji transferi|技術移転|기술 이전|نقل التكنولوجيا|انتقال فناوری|העברת טכנולוגיה
exchange_visit|Uitwisselingsbezoek|Επίσκεψη ανταλλαγής|Değişim ziyareti|交流訪問|교류 방문|زيارة تبادل|بازدید متقابل|ביקור חילופים
other|Overeenkomst|Συμφωνία|Anlaşma|合意書|협약|اتفاق|موافقت‌نامه|הסכם
initiated|Gestart|Ξεκίνησε|Başlatıldı|開始|개시됨|بدأ|آغازشده|החל
in_negotiation|In onderhandeling|Υπό διαπραγμάτευση|Müzakerede|交渉中|협상 중|قيد التفاوض|در حال مذاکره|במשא ומתן
signed|Ondertekend|Υπογράφηκε|İmzalandı|署名済み|서명됨|موقّع|امضاشده|נחתם
ended|Beëindigd|Έληξε|Sona erdi|終了|종료됨|منتهٍ|پایان‌یافته|הסתיים
number|Nr.|Αρ.|No|番号|번호|رقم|شماره|מס׳
status|Status|Κατάσταση|Durum|状況|상태|الحالة|وضعیت|מצב
topic|Onderwerp van samenwerking|Αντικείμενο συνεργασίας|İş birliği konusu|協力の主題|협력 주제|موضوع التعاون|موضوع همکاری|נושא שיתוף הפעולה
partnership|Partnerschap|Εταιρική σχέση|Ortaklık|パートナーシップ|파트너십|الشراكة|مشارکت|שותפות
sectors|Sectoren|Κλάδοι|Sektörler|産業分野|산업 분야|القطاعات|بخش‌ها|ענפים
countries|Doellanden of regio|Χώρες-στόχοι ή περιοχή|Hedef ülkeler veya bölge|対象国・地域|대상 국가 또는 지역|البلدان أو المنطقة المستهدفة|کشورها یا منطقه هدف|מדינות או אזור יעד
next_step|Volgende stap|Επόμενο βήμα|Sonraki adım|次のステップ|다음 단계|الخطوة التالية|گام بعدی|הצעד הבא
follow_up|Opvolging op|Παρακολούθηση στις|Takip tarihi|フォローアップ日|후속 확인일|المتابعة في|پیگیری در|מעקב ביום
parties|Partijen|Συμβαλλόμενα μέρη|Taraflar|当事者|당사자|الأطراف|طرف‌ها|הצדדים
name|Naam|Ονοματεπώνυμο|Ad soyad|氏名|성명|الاسم|نام|שם
position|Functie|Θέση|Görev|役職|직위|المنصب|سمت|תפקיד
place|Plaats en datum|Τόπος και ημερομηνία|Yer ve tarih|場所・日付|장소 및 날짜|المكان والتاريخ|مکان و تاریخ|מקום ותאריך
signature|Handtekening|Υπογραφή|İmza|署名|서명|التوقيع|امضا|חתימה
printed|Gedrukt|Εκτυπώθηκε|Yazdırıldı|印刷|인쇄|طُبع|چاپ|הודפס
"""


def _read(table: str, languages: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {
        code: dict(zip(languages, words, strict=True))
        for line in table.strip().splitlines()
        for code, *words in [line.split("|")]
    }


_TABLE = {
    code: {**first, **further}
    for (code, first), further in zip(
        _read(_WORDS, _FIRST).items(), _read(_FURTHER_WORDS, _FURTHER).values(), strict=True
    )
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
