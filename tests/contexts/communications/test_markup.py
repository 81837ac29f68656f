"""The few marks of a page's text: whatever else is typed or pasted stays text."""

import pytest

from plenary.contexts.communications.markup import html, plain


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("一段。\n\n又一段。", "<p>一段。</p>\n<p>又一段。</p>"),
        ("line\nline", "<p>line<br>\nline</p>"),
        ("## Head\ntext", "<h2>Head</h2>\n<p>text</p>"),
        ("### Small", "<h3>Small</h3>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("so **strong**", "<p>so <strong>strong</strong></p>"),
        (
            "see [the list](https://example.org/a?b=1&c=2)",
            '<p>see <a href="https://example.org/a?b=1&amp;c=2" rel="noopener">the list</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        (
            '<p class="MsoNormal"><b>Word</b></p>',
            "<p>&lt;p class=&#34;MsoNormal&#34;&gt;&lt;b&gt;Word&lt;/b&gt;&lt;/p&gt;</p>",
        ),
        ('[a](https://x.y/"onclick="z)', "<p>[a](https://x.y/&#34;onclick=&#34;z)</p>"),
        ("", ""),
    ],
)
def test_marks_become_markup_and_everything_else_is_escaped(text, made):
    assert str(html(text)) == made


def test_without_its_marks_a_text_is_plain():
    assert plain("## Head\n- **one** [two](https://example.org/)") == "Head\none two"


@pytest.mark.parametrize(
    ("lang", "text", "made"),
    [
        ("en", "The 友城论坛, a forum.", 'The <span lang="zh-Hans">友城论坛</span>, a forum.'),
        ("en", "See 中文，好。", 'See <span lang="zh-Hans">中文，好</span>。'),
        ("zh", "看 China Fair & 交流", '看 <span lang="en">China Fair</span> &amp; 交流'),
        ("zh", "用WiFi，a<b onload=x>", "用WiFi，a&lt;b onload=x&gt;"),
        ("", "The 友城论坛", "The 友城论坛"),
    ],
)
def test_parts_in_the_other_language_are_marked(lang, text, made):
    assert html(text, lang) == f"<p>{made}</p>"


def test_an_address_is_no_part_in_another_language():
    made = html("[新 page](https://a.example/友)", "en")
    assert (
        made
        == '<p><a href="https://a.example/友" rel="noopener"><span lang="zh-Hans">新</span> page</a></p>'
    )
