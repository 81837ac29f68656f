"""``plenary key``: makes a new key in the place of one that is lost for good, and says what is lost with it."""

from __future__ import annotations

import argparse

from plenary.config import preparation
from plenary.config.environment import environment
from plenary.config.terminal import FAILED, Parser, complain, words

NAMES = ("secret", "audit")


def main(argv: list[str]) -> int:
    """Make the key where there is none and whoever asks knows what is lost; refused where one is held."""
    options = _options(argv)
    preparation.refuse_root()
    if not preparation.is_there():
        return FAILED
    place = environment().key_file(options.name)
    if environment().holds_key(options.name):
        complain(
            words(
                zh=f"{place}：这里有密钥，未作任何改动。",
                en=f"{place}: there is a key. Nothing was changed.",
            )
        )
        return FAILED
    if not options.lost:
        complain(_what_is_lost(options.name))
        complain(
            words(
                zh=f"请先在备份、存放密钥的文件和其他机器上寻找。确已遗失：plenary key {options.name} --lost",
                en="Look first in the backups, in the file of keys and on other machines. If it is"
                f" gone for good: plenary key {options.name} --lost",
            )
        )
        return FAILED
    environment().renew_key(options.name)
    preparation.say(_what_is_lost(options.name))
    preparation.say(
        words(
            zh=f"已新建密钥：{place}。请重新启动 plenary serve 和 plenary worker，并立即备份密钥。",
            en=f"A new key is there: {place}. Start plenary serve and plenary worker anew, and back"
            " the keys up at once.",
        )
    )
    return 0


def _what_is_lost(name: str) -> str:
    if name == "secret":
        return words(
            zh="换了 keys/secret：所有人须重新登录；验证器和恢复码不再有效（安全密钥仍有效），由管理员在账户页面取消后重新设置"
            "（管理员自己也进不来时：plenary init --another）；邮件中的链接和日历订阅失效；Webhook 的密钥须重新生成。"
            "密码和全部记录不受影响。",
            en="Without the old keys/secret everybody signs in anew; authenticator apps and recovery codes"
            " open nothing any more (security keys do): an administrator takes them away on the account's"
            " page, and they are set up anew (where no administrator gets in: plenary init --another); links in mails and calendar feeds end;"
            " secrets of webhooks are drawn anew. Passwords and all records stay.",
        )
    return words(
        zh="换了 keys/audit：此前封存的审计日志不能再证明未被改动，plenary audit verify 会逐条报告；"
        "新的记录用新密钥封存。日志本身和全部记录不受影响。",
        en="Without the old keys/audit what was sealed of the audit log so far can no longer be proved, and"
        " plenary audit verify will name it; new rows are sealed with the new key. The log itself and all"
        " records stay.",
    )


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(
        prog="plenary key",
        description=words(
            zh="密钥文件为空或遗失、备份中也没有时：说明会失去什么，并新建密钥",
            en="where a key's file is empty or gone and no backup has it: say what is lost, and make a new"
            " key",
        ),
    )
    parser.add_argument(
        "name",
        choices=NAMES,
        help=words(zh="keys/ 下的文件名", en="the file's name below keys/"),
    )
    parser.add_argument(
        "--lost",
        action="store_true",
        help=words(zh="密钥确已遗失，新建一个", en="the key is gone for good: make a new one"),
    )
    return parser.parse_args(argv)
