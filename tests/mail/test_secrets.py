"""Secrets in a key store, whatever it does."""

import pytest

from app.mail.secrets import Secrets

NAME = "password:ann@harbour.example@mail.harbour.example"


class Keys:
    """A key store in memory that takes only so many more values."""

    def __init__(self, room=100):
        self.kept = {}
        self.room = room

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if not self.room:
            raise OSError
        self.room -= 1
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.mark.parametrize("before", ["", "a" * 10, "a" * 2500])
@pytest.mark.parametrize("after", ["b", "b" * 1000, "b" * 4000])
def test_a_new_secret_is_known_the_next_time_and_nothing_of_the_old_one(before, after):
    keys = Keys()
    if before:
        assert Secrets(keys).put(NAME, before)
    assert Secrets(keys).put(NAME, after)
    assert Secrets(keys).get(NAME) == after
    assert "a" not in "".join(keys.kept.values())


def test_a_store_that_fails_leaves_the_old_secret_and_the_new_one_until_the_end():
    keys = Keys(room=1)
    secrets = Secrets(keys)
    assert secrets.put(NAME, "old")
    assert not secrets.put(NAME, "new")
    assert secrets.get(NAME) == "new"
    assert Secrets(keys).get(NAME) == "old"
