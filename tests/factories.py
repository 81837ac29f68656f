"""The smallest valid records, one function each; every argument may be set."""

from itertools import count

from plenary.kernel.accounts.models import Grant, User
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Person, Post

_number = count(1)


def unit(**fields):
    """A unit of the office's own level."""
    return organisation(**{"kind": "unit", **fields})


def body(**fields):
    """A committee."""
    return organisation(**{"kind": "body", **fields})


def organisation(**fields):
    """An organisation with its path."""
    n = next(_number)
    parent = fields.get("parent")
    made = Organisation.objects.create(
        **{
            "code": f"org-{n}",
            "name_zh": f"第{n}单位",
            "name_en": f"Unit {n}",
            "kind": "unit",
            **fields,
        }
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def post(**fields):
    """A post in a unit."""
    n = next(_number)
    fields.setdefault("organisation", None)
    if fields["organisation"] is None:
        fields["organisation"] = unit()
    return Post.objects.create(**{"title_zh": f"职务{n}", "title_en": f"Post {n}", **fields})


def person(**fields):
    """A person."""
    n = next(_number)
    return Person.objects.create(**{"name_zh": f"张{n}", "name_en": f"Zhang {n}", **fields})


def user(**fields):
    """An account without any grant."""
    n = next(_number)
    return User.objects.create(**{"email": f"user{n}@example.org", "name": f"User {n}", **fields})


def grant_role(account, role, *, unit=None, post=None):
    """Grant a role to an account and give the account."""
    Grant.objects.create(user=account, role=role, unit=unit, post=post)
    access = account.access or {"roles": [], "unit_ids": [], "post_ids": []}
    access["roles"] = sorted({*access["roles"], role})
    if unit:
        below = Organisation.objects.filter(path__startswith=unit.path).values_list("pk", flat=True)
        access["unit_ids"] = sorted({*access["unit_ids"], *below})
    if post:
        access["post_ids"] = sorted({*access["post_ids"], post.pk})
    account.access = access
    account.save(update_fields=["access"])
    return account


def unit_user(of):
    """A liaison of a unit."""
    return grant_role(user(), "unit", unit=of)
