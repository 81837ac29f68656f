import time

import pytest

from plenary.kernel.text.validators import (
    may_be_marked,
    refuse_secrecy,
    refuse_secret_name,
    warnings,
)
from plenary.shared.errors import Refused

RUNNING = "会议听取了保密工作汇报，强调数据的机密性，区委秘书长、秘书处参加。\n"


@pytest.mark.parametrize(
    "text",
    [
        "秘密★",
        "机密★10年",
        "绝密★长期",
        "正文之前 机 密 ★ 1 年 正文",
        "秘　密　★",
        "机\u200b密★",
        RUNNING * 60 + "附件：机密★3年",
        "000012\n机密\n特急\n某某区文件",
        "某某区文件\n\n  绝密  \n\n关于……",
        "【秘密】\n通知",
        "密级：机密\n通知",
        "机密 5年\n通知",
        "000031 机密",
        RUNNING * 40 + "000031\n绝密\n" + RUNNING,
        RUNNING * 40 + "№ 000031 秘密",
        "The plan is TOP SECRET and more",
        "SECRET//NOFORN\nText",
        "CONFIDENTIAL // REL",
        "Minutes\nCONFIDENTIAL\nof the committee",
        "Top Secret\nMinutes",
        "Classification: Secret\nMinutes",
        "line\n" * 50 + "SECRET\nline",
        "NATO CONFIDENTIAL\nPaper",
        "(TS//SI) A paragraph",
    ],
)
def test_a_marking_in_its_exact_form_is_refused(text):
    with pytest.raises(Refused) as refusal:
        refuse_secrecy(text)

    assert "secrecy marking" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        RUNNING,
        "The Secretary of the committee and its secretariat keep a secret garden.",
        "It is confidential that a top secret was told.",
        "推进绝密级以外的工作\n保守国家秘密\n机密信息管理",
        "秘书\n保密办公室\n秘密投票",
        RUNNING * 40 + "秘密\n" + RUNNING,
        "密级：非密",
        "五星★级酒店，秘密花园",
        "100081\n北京市",
        "line\n" * 50 + "Secret\nline",
    ],
)
def test_the_words_in_running_text_pass(text):
    refuse_secrecy(text)


def test_every_text_of_several_is_looked_at():
    with pytest.raises(Refused):
        refuse_secrecy("公开", "机密★")


@pytest.mark.parametrize(
    "name",
    [
        "机密★方案.docx",
        "[机密]方案.docx",
        "方案（绝密）.docx",
        "绝密-方案.docx",
        "方案_秘密.pdf",
        "机密10年 方案.pdf",
        "机密.docx",
        "TOP SECRET plan.docx",
        "top_secret.docx",
        "plan [Secret].pdf",
        "SECRET.pdf",
    ],
)
def test_a_marking_in_a_file_name_is_refused(name):
    with pytest.raises(Refused):
        refuse_secret_name(name)


@pytest.mark.parametrize(
    "name", ["秘书处保密工作.docx", "机密性说明.pdf", "secretary.txt", "Secretariat list.xlsx", ""]
)
def test_a_name_with_the_words_passes(name):
    refuse_secret_name(name)


def test_what_is_to_be_kept_with_care_is_warned_of_and_not_refused():
    refuse_secrecy("内部资料 注意保存\n正文")

    assert len(warnings("内部资料　注意保存")) == 1
    assert len(warnings("内部资料\n请妥善保管")) == 1
    assert warnings("内部会议，注意保存水源") == []


def test_of_a_picture_it_is_said_that_nobody_has_read_it():
    assert "picture" in str(warnings(media_type="image/png")[0])
    assert warnings("", media_type="application/pdf") == []


@pytest.mark.parametrize("filler", ["秘 ", "机密 ", "\n", " ", "0", "(", "内部资料 ", "SECRET "])
def test_a_megabyte_of_anything_is_judged_quickly(filler):
    text = "标题\n" + filler * (1_000_000 // len(filler)) + "。"

    began = time.process_time()
    refuse_secrecy(text)
    warnings(text)

    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["ſecret", "ToP ſECRET", "CONFıDENTIAL", "conf\u0130dential"])
def test_what_is_refused_is_never_passed_over_by_the_quick_look(text):
    with pytest.raises(Refused):
        refuse_secrecy(text)
    assert may_be_marked(text)
