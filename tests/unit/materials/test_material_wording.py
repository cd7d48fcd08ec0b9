"""What is understood of prompts, in English and Chinese, traps included."""

import pytest

from materials.drawing.grammars import GRAMMARS
from materials.drawing.wording import understand

READINGS = [
    ("Weathered red brick wall with moss", "Brick wall, red, moss 28 %, worn"),
    ("brick wall, heavily overgrown with moss", "Brick wall, moss 56 %"),
    ("brick wall with slight moss and lots of dirt", "Brick wall, dirt 90 %, moss 13 %"),
    ("concrete without moss", "Concrete"),
    ("stainless steel", "Brushed metal"),
    ("rusty diamond plate", "Tread plate, rust 38 %"),
    ("rusty metal", "Rusted iron"),
    ("snow covered cobblestone street", "Cobblestones, snow 50 %"),
    ("fresh snow", "Snow, new"),
    ("wet asphalt road", "Asphalt, wet 50 %"),
    ("dark green leather", "Leather, dark green"),
    ("gold leather", "Leather"),
    ("polished walnut herringbone parquet", "Herringbone parquet, walnut, polished"),
    ("old oak planks with cracks", "Wooden planks, oak, cracks 50 %, worn"),
    ("cracked mud", "Cracked mud"),
    ("painted metal, blue, scratched", "Painted metal, blue, scratches 40 %"),
    ("stone wall with green moss", "Stone wall, moss 28 %"),
    ("石墙，绿色苔藓", "Stone wall, moss 28 %"),
    ("hexagonal tiles in white", "Hexagonal tiles, white"),
    ("thatched roof", "Straw"),
    ("carbon fiber", "Carbon fibre"),
    ("砖墙，长满青苔", "Brick wall, moss 56 %"),
    ("破旧的红砖墙，带有少许苔藓", "Brick wall, red, moss 13 %, worn"),
    ("混凝土", "Concrete"),
    ("树皮", "Tree bark"),
    ("水磨石", "Terrazzo"),
    ("白色大理石", "Marble, white"),
    ("潮湿的沥青路面", "Asphalt, wet 50 %"),
    ("深蓝色牛仔布", "Denim, navy"),
    ("胡桃木地板", "Wooden planks, walnut"),
    ("生锈的铁板", "Rusted iron"),
    ("不锈钢", "Brushed metal"),
    ("鹅卵石", "River pebbles"),
    ("鹅卵石路", "Cobblestones"),
    ("草地", "Grass"),
]


@pytest.mark.parametrize(("prompt", "sentence"), READINGS)
def test_reading(prompt: str, sentence: str):
    assert understand(prompt).sentence == sentence


@pytest.mark.parametrize("prompt", ["a cat", "", "一只猫", "abstract happiness", "thermostat"])
def test_what_names_no_material_is_said_so(prompt: str):
    reading = understand(prompt)
    assert reading.grammar is None
    assert "No material recognised" in reading.sentence


def test_a_coat_without_a_material_is_said_too():
    assert "so plain plaster, moss 28 % was drawn" in understand("moss").sentence


def test_what_sliders_say_goes_before_the_words():
    reading = understand("old red brick", wear=0.1, colour="#204060")
    assert reading.sentence == "Brick wall, #204060, new"
    assert reading.look.wear == 0.1
    assert reading.look.colour is not None
    assert reading.look.colour[2] > 2 * reading.look.colour[0]


@pytest.mark.parametrize("grammar", GRAMMARS, ids=lambda grammar: grammar.title)
def test_every_keyword_calls_its_own_grammar(grammar):
    for word in (*grammar.english, *grammar.chinese):
        found = understand(word).grammar
        assert found is grammar, f"{word!r} calls {found.title if found else None}"
        assert not [name for name, _ in understand(word).overlays if name in grammar.absorbs]


def test_there_are_many_grammars_with_titles_of_their_own():
    assert len(GRAMMARS) >= 40
    assert len({grammar.title for grammar in GRAMMARS}) == len(GRAMMARS)
