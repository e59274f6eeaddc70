"""Words that people type: what is unseen goes, what is personal is hidden from strangers."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.base.text import clean, hidden_name, mask_personal, pinyin, pinyin_initials, telephone

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("三栋\u0000路\u0007灯", "三栋路灯"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("王\u200b五\ufeff", "王五"),
        ("一\u00ad二\u061c三", "一二三"),
        ("\u3164\u115f空\uffa0名\u2800", "空名"),
        ("旗\U000e0067\U000e007f", "旗"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("１３８０Ａｂ", "1380Ab"),
        ("路灯不亮，请修！（三栋）", "路灯不亮，请修！（三栋）"),
        ("中\u3000文\t隔", "中 文 隔"),
        ("cafe\u0301", "café"),
        ("半\ud83d个", "半个"),
        ("👍🏽", "👍🏽"),
    ],
)
def test_what_is_unseen_goes_and_what_is_read_stays(typed, kept):
    assert clean(typed) == kept


@given(st.text())
def test_nothing_that_controls_or_hides_is_left(text):
    assert "".join({c for c in clean(text) if unicodedata.category(c) in {"Cc", "Cs"}} | {"\n"}) == "\n"


@given(st.text(alphabet=st.sampled_from("aÅＡＫ\u030a\u200b\r\n\t\u3000王１\u0301\ud800\u1100\u1161")))
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


PERSONAL = {
    "a mobile number": ("请打13800138000找我", "13800138000"),
    "a mobile number in groups": ("138 0013 8000", "138 0013 8000"),
    "a mobile number with the country before it": ("+8613800138000", "13800138000"),
    "a mobile number with the country and a blank before it": ("+86 138-0013-8000", "138-0013-8000"),
    "a telephone with its area": ("020-83123456", "83123456"),
    "a telephone with its area in brackets": ("（020）83123456", "83123456"),
    "a telephone in two groups": ("0755 8312 3456", "8312 3456"),
    "an identity number": ("身份证440105195803011234", "440105195803011234"),
    "an identity number with its X": ("44010519580301123x", "19580301"),
    "an identity number in groups": ("440105 19580301 1234", "19580301"),
    "an identity number of fifteen figures": ("440105580301123", "440105580301123"),
    "a bank card of sixteen figures": ("6222021234567890", "6222021234567890"),
    "a bank card of nineteen figures": ("6222021234567890123", "6222021234567890123"),
    "a bank card of nineteen figures in groups": ("6222 0212 3456 7890 123", "7890"),
    "a bank card in two groups": ("622202 1234567890123", "1234567890"),
    "an e-mail address": ("写信给wang.wu@example.com吧", "wang.wu"),
}


@pytest.mark.parametrize(("text", "secret"), PERSONAL.values(), ids=PERSONAL.keys())
def test_strangers_do_not_read(text, secret):
    masked = mask_personal(text)
    assert secret not in masked
    assert "***" in masked


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 09:00 三栋801",
        "20260305",
        "编号 LN-2026-000123",
        "￥12345678.90",
        "2026-03-05 2026-03-06",
        "拨打12345或110",
        "电梯停在3楼，共32层",
    ],
)
def test_dates_doors_and_sums_are_left_alone(text):
    assert mask_personal(text) == text


@pytest.mark.parametrize("around", ["{}", "电话：{}。", "王五{}李四", "（{}）", "2026-11-23 {}", "{}、{}"])
@given(number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_mobile_number_is_hidden_wherever_it_stands(around, number):
    assert number not in mask_personal(around.format(number, number))


@given(st.text(alphabet="0123456789 -+()abc@.xX", max_size=60))
def test_masking_twice_reveals_no_figure_more(text):
    masked = mask_personal(text)
    assert len(re.sub(r"\D", "", mask_personal(masked))) <= len(re.sub(r"\D", "", masked))


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("王五", "王*"),
        ("王小五", "王**"),
        ("欧阳小五", "欧阳**"),
        ("欧阳", "欧*"),
        ("Smith", "S**"),
        ("阿卜杜拉·买买提", "阿**"),
        ("王", "王*"),
        (" ", ""),
    ],
)
def test_a_name_keeps_its_surname(name, hidden):
    assert hidden_name(name) == hidden


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("（020）83123456", "020-83123456"),
        ("0755 8312 3456", "0755-83123456"),
        ("010-12345678", "010-12345678"),
        ("83123456", "83123456"),
        ("400-800-1234", "4008001234"),
        ("12345", "12345"),
    ],
)
def test_a_telephone_number_is_read_as_people_write_it(typed, number):
    assert telephone(typed) == number


@pytest.mark.parametrize("typed", ["", "电话", "12800138000", "138001380001", "1", "+1 202 555 0100", "'; DROP TABLE"])
def test_what_is_no_telephone_number_is_refused_with_an_example(typed):
    with pytest.raises(ValueError, match="13800138000"):
        telephone(typed)


@given(st.from_regex(r"1[3-9][0-9]{9}|0755[2-8][0-9]{7}", fullmatch=True))
def test_a_number_read_is_read_again_as_itself(typed):
    assert telephone(telephone(typed)) == telephone(typed)


def test_words_are_found_by_their_sound():
    assert (pinyin("路灯"), pinyin_initials("路灯")) == ("lu deng", "ld")
