"""Is this word a Vietnamese syllable? What tells a right encoding from a wrong one."""

import re
import unicodedata

__all__ = ["is_syllable"]

_RHYMES = """
a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on
ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt
uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y ynh yêm yên yêng yêt yêu
"""
_ONSETS = r"(?:ngh(?=[eêi])|gh(?=[eêi])|c(?![eêiyh])|k(?=[eêiy])|ng(?![eêi])|nh|gi|ch|kh|ph|th|tr|qu|[bdđghlmnprstvx])?"
_SYLLABLE = re.compile(
    _ONSETS + "(?:" + "|".join(sorted(_RHYMES.split(), key=len, reverse=True)) + ")"
)
_TONES = {
    "\N{COMBINING GRAVE ACCENT}",
    "\N{COMBINING ACUTE ACCENT}",
    "\N{COMBINING HOOK ABOVE}",
} | {
    "\N{COMBINING TILDE}",
    "\N{COMBINING DOT BELOW}",
}
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = {"\N{COMBINING ACUTE ACCENT}", "\N{COMBINING DOT BELOW}"}


def is_syllable(word: str) -> bool:
    """Return whether `word` is spelt as a Vietnamese syllable, whatever its case and Unicode form.

    Knows the onsets, the rhymes and that a final stop bears only the acute or the dot below;
    it does not know which of the possible syllables mean something.
    """
    parts = unicodedata.normalize("NFD", word.casefold())
    tones = [part for part in parts if part in _TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(_STOPS) or bool(_STOP_TONES.intersection(tones))
