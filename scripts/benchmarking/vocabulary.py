"""Made-up words, names and sentences, so that full-text search has something realistic to index.

A few hundred real words carry most of a text, as in any language, and a long tail of invented ones
the rest; nobody real is named.
"""

from __future__ import annotations

import random
from itertools import accumulate

COMMON = """the of to in and that a on for with by from at as is was were has have had any its their our this it he she they
said more than over after before between against under about into will would could been are be troops soldiers forces
military defence ministry government president minister spokesman official statement reports sources claims evidence border
region front war conflict exercise training deployment volunteers fighters contract weapons drones ammunition shells supply
support aid agreement talks ceasefire sanctions intelligence satellite images footage week month year monday tuesday
thursday friday earlier later recent several hundred thousand units brigade battalion base camp airport port train ship
country state capital embassy parliament foreign security council alliance partner ally request decision plan order number
group company workers builders engineers instructors medics prisoners families part role presence arrival transfer movement
refused confirmed called told added noted warned asked rejected described according direct possible ready willing""".split()

SENTENCES = {
    "en": COMMON,
    "ru": """в и на не что с по к о из у за для от как он она они это был была были также уже только войска солдаты министерство
обороны заявил заявила представитель правительство президент источник сообщает информация данные граница регион фронт
учения добровольцы контракт оружие помощь переговоры санкции разведка снимки неделя месяц год страна посольство
парламент безопасность союзник решение план приказ группа рабочие инструкторы часть присутствие отправка опроверг подтвердил""".split(),
    "uk": """в і на не що з по до про із у за для від як він вона вони це був була були також вже лише війська солдати міністерство
оборони заявив заявила речник уряд президент джерело повідомляє дані кордон регіон фронт навчання добровольці зброя
допомога переговори санкції розвідка знімки тиждень місяць рік країна посольство парламент безпека союзник рішення""".split(),
    "ar": """في من على إلى عن أن لا ما هذا هذه التي الذي كان كانت قال قالت القوات الجنود وزارة الدفاع المتحدث الحكومة الرئيس
مصدر تقارير معلومات الحدود المنطقة الجبهة تدريبات متطوعون عقد أسلحة دعم محادثات عقوبات صور أسبوع شهر سنة دولة سفارة
البرلمان الأمن حليف قرار خطة أمر مجموعة عمال مدربون جزء وجود إرسال نفى أكد""".split(),
    "ko": "군대 병사 국방부 대변인 정부 대통령 소식통 보도 정보 국경 지역 전선 훈련 지원병 계약 무기 지원 회담 제재 정찰 위성 사진 국가 대사관 의회 안보 동맹 결정 계획 명령 단체 노동자 파견 부인 확인 밝혔다 말했다 전했다".split(),
}
LANGUAGES = ("en", "ru", "uk", "ar", "ko")
SHARES = (62, 18, 9, 6, 5)
COUNTRIES = ("Russia", "Ukraine", "North Korea", "South Korea", "United States", "Belarus", "China", "Iran", "Poland",
             "United Kingdom", "Germany", "Turkey", "Syria", "Cuba", "Nepal", "India", "Serbia", "Mali")
SYLLABLES = "ba be bo da de do fa ga ge go ha ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve vi vo za ze zo".split()
CYRILLIC = dict(zip("abdefghiklmnoprstvz", "абдефгхиклмнопрствз"))
ARABIC = dict(zip("abdefghiklmnoprstvz", "ابديفغهيكلمنوبرستفز"))
TAIL = 20_000  # invented words; at a million stances a real corpus has several times as many


def zipf(number: int, exponent: float = 1.0) -> list[float]:
    """Cumulative weights in which the n-th of `number` things is met 1/n**exponent times as often as the first."""
    return list(accumulate(1 / rank**exponent for rank in range(1, number + 1)))


class Vocabulary:
    """Draws words, sentences and names from one seeded source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        tail = [self.make_word() for _ in range(TAIL)]
        self.words = {language: common + tail[: TAIL if language == "en" else TAIL // 10] for language, common in SENTENCES.items()}
        self.words = {language: self.write(language, words) for language, words in self.words.items()}
        self.weights = {language: zipf(len(words), 0.9) for language, words in self.words.items()}

    def make_word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 5)))

    @staticmethod
    def write(language: str, words: list[str]) -> list[str]:
        """The invented words in the script of the language."""
        letters = {"ru": CYRILLIC, "uk": CYRILLIC, "ar": ARABIC}.get(language)
        return ["".join(letters.get(c, c) for c in word) for word in words] if letters else words

    def pick_language(self) -> str:
        return self.chance.choices(LANGUAGES, SHARES)[0]

    def make_sentence(self, language: str, shortest: int, longest: int) -> str:
        length = self.chance.randint(shortest, longest)
        words = self.chance.choices(self.words[language], cum_weights=self.weights[language], k=length)
        sentence = " ".join(words)
        return sentence[0].upper() + sentence[1:]

    def make_name(self) -> str:
        """A name in Latin letters that no list holds."""
        return f"{self.make_word().capitalize()} {self.make_word().capitalize()}"


def transliterate(name: str, letters: dict[str, str]) -> str:
    return "".join(letters.get(c, letters.get(c.lower(), c)) for c in name)
