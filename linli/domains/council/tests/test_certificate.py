"""The certificate, counted again by a script that knows nothing of linli."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from linli.domains.council.rules import recount
from linli.domains.council.rules.certificate import canonical, digest, receipt, unit_seal
from linli.domains.council.rules.owners import Choice

SCRIPT = Path(recount.__file__).read_text()


@pytest.fixture
def vote(town):
    vote = town.ready()
    town.casts(vote, "wang", "1-101")
    town.casts(vote, "li", "1-201", {1: Choice.YES, 2: Choice.NO})
    town.enters(vote, "1-202", {1: Choice.YES})
    return town.ended(vote)


def recounted(tmp_path, certificate):
    """What a bare Python says of the certificate: (how it ended, what it wrote)."""
    script, file = tmp_path / "recount.py", tmp_path / "certificate.json"
    script.write_text(SCRIPT)
    file.write_bytes(certificate.encode())
    command = [sys.executable, "-I", str(script), str(file)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    return done.returncode, done.stdout.decode()


def altered(certificate, change):
    facts = json.loads(certificate)
    change(facts)
    return canonical(facts)


def test_a_bare_python_counts_to_the_same_certificate_byte_for_byte(vote, tmp_path):
    assert recounted(tmp_path, vote.certificate) == (0, vote.certificate)


def test_another_result_is_noticed(vote, tmp_path):
    false = altered(vote.certificate, lambda facts: facts["result"].update(quorate=False))
    assert recounted(tmp_path, false) == (1, vote.certificate)


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts["items"][0].update(text="续聘安居物业五年"),
        lambda facts: facts["vote"].update(title="别的"),
        lambda facts: facts["roll"]["voters"][0]["units"][0].update(area=1),
        lambda facts: facts["roll"]["voters"].pop(),
        lambda facts: facts["ballots"][0]["choices"].update({"1": "no"}),
        lambda facts: facts["ballots"].append(facts["ballots"][0]),
        lambda facts: facts["ballots"][0].update(voter=99),
        lambda facts: facts["ballots"][0].update(channel="counter"),
        lambda facts: facts.pop("roll"),
    ],
)
def test_whatever_is_altered_cannot_be_counted(vote, tmp_path, change):
    assert recounted(tmp_path, altered(vote.certificate, change)) == (2, "")


def test_the_certificate_names_no_door_and_no_person(vote):
    for told in ("1-101", "王一", "13800000001", "见证人陈", "Y1"):
        assert told not in vote.certificate


def test_whoever_knows_door_owner_and_salt_finds_the_unit(vote):
    unit = vote.units.get(label="1-101")
    sealed = json.loads(vote.certificate)["roll"]["voters"][0]["units"][0]["seal"]
    assert unit_seal(unit.salt, "1-101", "Y1") == sealed == unit.seal


def test_a_receipt_is_found_in_the_certificate_and_fits_one_ballot_alone(vote):
    ballot = vote.ballots.get(voter__number=1)
    facts = json.loads(vote.certificate)
    assert ballot.receipt in {each["receipt"] for each in facts["ballots"]}
    told = (str(vote.pk), 1, "web", ballot.choices, ballot.nonce)
    assert receipt(*told) == ballot.receipt
    assert receipt(*told[:3], {"1": "no"}, ballot.nonce) != ballot.receipt


def test_the_roll_of_the_certificate_has_the_digest_that_was_fixed(vote):
    assert digest(json.loads(vote.certificate)["roll"]["voters"]) == vote.roll_digest


def test_the_script_imports_nothing_of_linli():
    assert "linli." not in SCRIPT
    assert "django" not in SCRIPT
