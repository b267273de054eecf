"""A mail on its way: nobody gets it twice unless a person says so, and nothing is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.delivery import (
    PAUSES,
    STEPS,
    Answer,
    Delivery,
    Fate,
    Recipient,
    State,
    Step,
    WrongStepError,
)

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TWO = (Recipient("a@acme.example"), Recipient("b@acme.example"))
ACCEPTED, REFUSED, LATER = (
    Answer(Fate.ACCEPTED, "250 ok"),
    Answer(Fate.REFUSED, "550 no"),
    Answer(Fate.WAITING, "450 later"),
)


def begun(recipients=TWO):
    return Delivery(recipients).begin(NOW)


def answered(a, b):
    return begun().finish({"a@acme.example": a, "b@acme.example": b}, "said", NOW)


@pytest.mark.parametrize(
    ("a", "b", "state"),
    [
        (ACCEPTED, ACCEPTED, State.SENT),
        (ACCEPTED, REFUSED, State.SENT),
        (REFUSED, REFUSED, State.FAILED),
        (ACCEPTED, LATER, State.PENDING),
        (LATER, LATER, State.PENDING),
        (REFUSED, LATER, State.PENDING),
    ],
)
def test_the_answers_say_where_it_stands(a, b, state):
    assert answered(a, b).state is state


def test_whoever_has_it_is_not_written_to_again():
    again = answered(ACCEPTED, LATER).begin(NOW)
    assert [one.address for one in again.left] == ["b@acme.example"]


def test_what_may_have_gone_out_never_goes_by_itself():
    lost = begun().lose("silence")
    assert lost.state is State.UNCERTAIN
    assert lost.left == ()
    assert not lost.is_due(NOW + timedelta(days=900))
    with pytest.raises(WrongStepError):
        lost.begin(NOW)


def test_who_was_refused_before_the_line_broke_stays_refused():
    lost = begun().lose("silence", {"a@acme.example": REFUSED})
    assert [one.fate for one in lost.recipients] == [Fate.REFUSED, Fate.UNCERTAIN]


def test_a_person_may_settle_it_or_want_it_again():
    lost = begun().lose("silence")
    assert lost.settle(NOW).state is State.SENT
    assert {one.fate for one in lost.settle(NOW).recipients} == {Fate.ACCEPTED}
    assert [one.address for one in lost.again().left] == ["a@acme.example", "b@acme.example"]


def test_being_put_back_costs_no_try():
    assert begun().put_back("no line") == replace(Delivery(TWO), evidence="no line", tried_at=NOW)


def test_it_waits_longer_each_time_and_gives_up_at_last():
    mail, now, waits = Delivery(TWO[:1]), NOW, []
    while mail.state is State.PENDING:
        mail = mail.begin(now).finish({"a@acme.example": LATER}, "450 later", now)
        if mail.not_before:
            assert not mail.is_due(mail.not_before - timedelta(seconds=1))
            waits.append(mail.not_before - now)
            now = mail.not_before
    assert waits == list(PAUSES)
    assert mail.state is State.FAILED
    assert mail.refused[0].reply == "450 later"


def test_a_held_mail_waits_for_a_person():
    held = Delivery(TWO).hold()
    assert not held.is_due(NOW + timedelta(days=9))
    assert held.release().is_due(NOW)
    assert held.settle(NOW).state is State.SENT


STEP_CALLS = {
    Step.BEGIN: lambda one, _: one.begin(NOW),
    Step.FINISH: lambda one, data: one.finish(answers(one, data), "said", NOW),
    Step.LOSE: lambda one, _: one.lose("silence"),
    Step.PUT_BACK: lambda one, _: one.put_back("no line"),
    Step.HOLD: lambda one, _: one.hold(),
    Step.RELEASE: lambda one, _: one.release(),
    Step.HAND_OVER: lambda one, _: one.hand_over(NOW),
    Step.SETTLE: lambda one, _: one.settle(NOW),
    Step.AGAIN: lambda one, _: one.again(),
    Step.WITHDRAW: lambda one, _: one.withdraw(),
}
PERSON = {Step.AGAIN, Step.RELEASE, Step.SETTLE, Step.HAND_OVER, Step.WITHDRAW}


def answers(one, data):
    picked = data.draw(
        st.lists(
            st.sampled_from([ACCEPTED, REFUSED, LATER]),
            min_size=len(one.left),
            max_size=len(one.left),
        )
    )
    return {recipient.address: answer for recipient, answer in zip(one.left, picked, strict=True)}


@given(st.data())
def test_nobody_gets_it_twice_unless_a_person_says_so(data):
    mail = Delivery(tuple(Recipient(f"{name}@acme.example") for name in "abc"))
    in_doubt, got = set(), set()
    for step in data.draw(st.lists(st.sampled_from(list(Step)), max_size=40)):
        if not mail.may(step):
            with pytest.raises(WrongStepError):
                STEP_CALLS[step](mail, data)
            continue
        if step is Step.BEGIN:
            # Whoever is written to now neither has it, nor may have it.
            writing = {one.address for one in mail.left}
            assert not writing & (got | in_doubt)
        before, mail = mail, STEP_CALLS[step](mail, data)
        if step is Step.FINISH:
            got |= {one.address for one in mail.recipients if one.fate is Fate.ACCEPTED}
        elif step is Step.LOSE:
            in_doubt |= {one.address for one in before.left}
        elif step is Step.AGAIN:
            in_doubt.clear()
        elif step is Step.SETTLE:
            got |= {one.address for one in mail.recipients if one.fate is Fate.ACCEPTED}
        # Nothing is forgotten and nobody comes in.
        assert [one.address for one in mail.recipients] == [
            one.address for one in before.recipients
        ]
        assert got == {one.address for one in mail.recipients if one.fate is Fate.ACCEPTED}
        if mail.state is State.SENT:
            assert not mail.left
        if mail.state is State.PENDING and step not in PERSON and step is not Step.PUT_BACK:
            assert mail.left


def test_every_state_but_the_settled_ones_leads_on():
    leads = {state for states in STEPS.values() for state in states}
    assert set(State) - leads == {State.SENT}
