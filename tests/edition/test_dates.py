"""The last day that an authored date may name, the days that there are, and how they are printed."""

from datetime import UTC, datetime, timedelta

import pytest

from edition import dates


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2023-11-14T00:00:00", "2023-11-14"),
        ("2023-11-14T09:59:59", "2023-11-14"),
        ("2023-11-14T10:00:00", "2023-11-15"),
        ("2023-12-31T23:59:59", "2024-01-01"),
        ("1970-01-01T00:00:00", "1970-01-01"),
    ],
)
def test_the_variable_sets_the_day(monkeypatch, moment, day):
    """It is the day on the islands that are 14 hours ahead, at the moment that the variable names."""
    seconds = int(datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
    assert dates.latest() == day


@pytest.mark.parametrize("value", [None, "", "now", "-1", "1.5"])
def test_without_the_variable_it_is_now(monkeypatch, value):
    """Unset, or not a number of seconds, the variable says nothing: the day is that of the clock."""
    if value is None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    else:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    before = datetime.now(UTC) + timedelta(hours=14)
    found = dates.latest()
    after = datetime.now(UTC) + timedelta(hours=14)
    assert before.date().isoformat() <= found <= after.date().isoformat()


@pytest.mark.parametrize("iso", ["2023-08-31", "2023-08", "2023", "2024-02-29", "2000-02-29", "0001-01-01"])
def test_days_of_the_calendar_exist(iso):
    """A date to the day, month or year is accepted where the calendar has it."""
    assert dates.exists(iso)


@pytest.mark.parametrize(
    "iso", ["2023-02-29", "2023-02-30", "1900-02-29", "2023-13-01", "2023-13", "2023-00", "2023-04-31", "0000"]
)
def test_other_days_do_not(iso):
    """A day, month or year that no calendar has is refused."""
    assert not dates.exists(iso)


@pytest.mark.parametrize(
    ("iso", "said"),
    [("2023-08-18", "18 August 2023"), ("2022-12", "December 2022"), ("1949", "1949"), ("2023-13-01", "2023-13-01")],
)
def test_dates_are_spoken(iso, said):
    """A date is as precise as it is known; what is no date stays as it is."""
    assert dates.spoken(iso) == said
