from adapters.discord.words import Words
from bot.wording.discord import WORDS


def test_every_word_is_there_and_fits_where_it_stands() -> None:
    words = Words(**WORDS)
    assert all(words)
    assert max(map(len, (words.fill_in, words.correct, words.go_on))) <= 80
    assert len(words.more) <= 150
    assert max(len(words.thread), len(words.commands)) <= 100
