"""Sixty-one names that break badges elsewhere; all invented. Each with what a reader must get back.

An empty second text means: as written. Control characters, forced directions and piles of marks
are taken out before printing, so those names read back without them.
"""

from __future__ import annotations

HARD_NAMES: tuple[tuple[str, str], ...] = (
    # Latin: every European diacritic, Vietnamese stacks, apostrophes, hyphens
    ("Łukasz Żółć-Åström", ""),
    ("Þórður Ægisson", ""),
    ("Čeněk Ďuriš Řehoř", ""),
    ("İlkay Çağrı Işık", ""),
    ("Ștefan Țăranu", ""),
    ("Ġużeppi Ħaż-Żabbar", ""),
    ("Ŵyn Ŷnyr", ""),
    ("Jean-François L’Hôpital", ""),
    ("Seán Ó Súilleabháin", ""),
    ("Nguyễn Thị Ánh Nguyệt", ""),
    ("Đặng Hữu Phước Ưu Ở", ""),
    ("Strauß-Ÿsaÿe", ""),
    ("D'Angelo O'Neill-M'Bala", ""),
    # Greek, Cyrillic, Georgian, Armenian
    ("Ελένη Παπαδοπούλου", ""),
    ("Ἀριστοτέλης Ῥόδιος", ""),
    ("Юлия Щербакова", ""),
    ("Їжак Ґалаґан Єва", ""),
    ("Ђорђе Љубичић Џаја", ""),
    ("გიორგი ბერიძე", ""),
    ("ნინო ჭავჭავაძე-ღვინიაშვილი", ""),
    ("Հայկ Պետրոսյան", ""),
    # Arabic, Persian, Hebrew, mixed directions
    ("الاتحاد العربي للصناعات", ""),
    ("عبد الرحمٰن بن محمّد", ""),
    ("لالا الأحلام", ""),
    ("محمد رضا حسینی‌نژاد", ""),
    ("گل‌چهره پژمان‌فر", ""),
    ("דוד בן־ציון", ""),
    ("שָׁלוֹם עֲלֵיכֶם", ""),
    ("ACME — شرکت تهران", ""),
    ("Dr. علی Rezaei", ""),
    ("Sarah שרה כהן", ""),
    ("שרה Cohen", ""),
    # Thai, Devanagari
    ("สมชาย น้ำกตัญญู", ""),
    ("กฤษณ์ ตั้งวงศ์ศิริ", ""),
    ("ปิ่นปินัทธ์ เกื้อกูล", ""),
    ("क्षत्रिय कृष्ण हिन्दी", ""),
    ("श्रीमती ऋतुपर्णा द्विवेदी", ""),
    # Chinese, Japanese, Korean
    ("李小龙", ""),
    ("陳美玲", ""),
    ("歐陽 龍䶮", ""),
    ("佐藤 さくら", ""),
    ("髙橋 﨑男", ""),
    ("ジャン＝ピエール・ﾃﾞｭﾎﾞﾜ", ""),
    ("김민준", ""),
    ("황보 뷁쀍", ""),
    ("台灣 ACME تهران Łódź", ""),
    # Single letters and digits
    ("W", ""),
    ("i", ""),
    ("Ø", ""),
    ("陳", ""),
    ("3", ""),
    # Eighty letters and more, with and without a place to part them
    ("Maria-Konstantina Papadopoulou-Christodoulopoulou von und zu Hohenlohe-Langenburg", ""),
    ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftler", ""),
    ("W" * 80, ""),
    ("ศูนย์เทคโนโลยีอิเล็กทรอนิกส์และคอมพิวเตอร์แห่งชาติสวนอุตสาหกรรมภาคกลางตอนบนประเทศ", ""),
    ("上海新材料产业技术研究院有限公司" * 5, ""),
    ("انجمن شرکت‌های فناوری اطلاعات و ارتباطات ایران، بخش همکاری‌های بین‌المللی و صادرات", ""),
    # Emoji, piles of marks, hostile characters
    ("Zoë ☕ 🎉 🚀", ""),
    ("Z" + "\u0301" * 40 + "algo", "Z" + "\u0301" * 5 + "algo"),
    ("e\u0301ric a\u030angstro\u0308m o\u0323\u0302", ""),
    ("Robert\x00\x1b[31m'); \u202eDROP\u202c\ud800 \ufeffTABLE\x7f", "Robert[31m'); DROP TABLE"),
)
