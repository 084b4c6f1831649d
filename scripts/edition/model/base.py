"""What all records share: closed schemas, names in several scripts, and the forms of ids and dates."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Prose = Annotated[str, Field(min_length=1)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
SegmentId = Annotated[str, Field(pattern=r"^p\d\ds\d\d$")]
CorrectionId = Annotated[str, Field(pattern=r"^c-[a-z0-9]+(-[a-z0-9]+)*$")]
# ISO 8601: to the day, or to the day, month or year.
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
Date = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]


class Record(BaseModel):
    """What all authored records share: they are closed and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(Record):
    """A name in English and, where it has them, in Chinese characters and pinyin."""

    en: Prose
    zh_hans: str | None = None
    zh_hant: str | None = None
    pinyin: str | None = None
