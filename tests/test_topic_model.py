"""What a task is about by the model on top of the rules, and what its fit may never do."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from bench.topics import Case, by_model, fit, scores, trained_on, written
from extract.patterns.topic_model import FILE, chosen, model, topics_of
from extract.patterns.topic_signs import Task, by_rules, signs, subject, titled, words
from extract.patterns.topics import labels

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
TASKS = {
    Task("Mở lớp đào tạo nghề ngắn hạn cho lao động nghèo", "Trung tâm Giáo dục nghề nghiệp", "training_centre"): {"vocational_training"},
    Task("Cấp thẻ bảo hiểm y tế cho người thuộc hộ nghèo", "Bảo hiểm xã hội", "social_insurance"): {"health"},
    Task("Trợ giúp pháp lý lưu động cho người nghèo", "Sở Tư pháp", "justice"): {"legal_aid"},
    Task("Cho vay ưu đãi đối với hộ nghèo", "Ngân hàng Chính sách xã hội", "social_policy_bank"): {"credit"},
    Task("Họp bình xét, lập danh sách gửi xã", "Trưởng thôn", "other", plan="Rà soát hộ nghèo, hộ cận nghèo năm 2024"): {"survey"},
}


@pytest.mark.parametrize("task", TASKS)
def test_plain_tasks(task: Task) -> None:
    assert TASKS[task] <= set(topics_of(task))


def test_a_plan_on_one_thing_tells_what_its_tasks_are_about() -> None:
    assert subject("Triển khai xóa nhà tạm, nhà dột nát trên địa bàn tỉnh") == "housing"
    assert subject("Thực hiện công tác giảm nghèo bền vững và xóa nhà tạm") is None
    assert by_rules(Task("Hoàn thành trước ngày 30/6", plan="Xóa nhà tạm, nhà dột nát")) == ("housing",)


def test_a_heading_tells_what_its_tasks_are_about_unless_it_names_a_body() -> None:
    assert titled("Hỗ trợ nhà ở") == "housing" and titled("Hội Khuyến học") is None
    assert by_rules(Task("Hoàn thành trước ngày 30/6", titles=("Nhiệm vụ", "Hỗ trợ nhà ở"))) == ("housing",)


def test_there_is_one_topic_at_least_and_three_at_most() -> None:
    names = model().topics
    assert len(chosen(np.full(len(names), 5, np.float32), names, ())) == 3
    assert len(chosen(np.full(len(names), -5, np.float32), names, ())) == 1
    assert len(topics_of(Task(""))) == 1


def test_what_the_rules_say_too_needs_less() -> None:
    names = ("credit", "housing")
    assert set(chosen(np.array([1.0, -0.5], np.float32), names, ("housing",))) == {"credit", "housing"}
    assert chosen(np.array([1.0, -0.5], np.float32), names, ()) == ("credit",)


def test_marks_lost_to_ocr_change_no_word() -> None:
    assert words(Task("Cấp thẻ BHYT")) == words(Task("Câp thẻ BHYT")) == words(Task("cap the bhyt"))


def test_a_fit_learns_what_the_rules_do_not_know_and_is_the_same_each_time() -> None:
    some = [Case(f"plan {i % 4}", Task("Trao sổ tay xanh đợt " + "abcd"[i % 4]), frozenset({"land"})) for i in range(12)]
    some += [Case(f"plan {i % 4}", Task("Phân bổ kinh phí"), frozenset({"funding"})) for i in range(12)]
    made = fit(some)
    assert set(by_model(made)(Task("Trao sổ tay xanh"))) == {"land"} and set(by_model(made)(Task("Phân bổ kinh phí"))) == {"funding"}
    assert written(made, GOLD) == written(fit(some), GOLD)


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    data = json.loads(files("extract.lexicon").joinpath(FILE).read_text(encoding="utf-8"))
    assert set(data["base"]) == set(labels()) == set(model().topics)
    assert written(model(), GOLD).splitlines()[2:] == files("extract.lexicon").joinpath(FILE).read_text(encoding="utf-8").splitlines()[2:]


def test_the_weights_are_those_of_the_careful_readings() -> None:
    data = json.loads(files("extract.lexicon").joinpath(FILE).read_text(encoding="utf-8"))
    assert data["from"].endswith(trained_on(GOLD)), "the gold has changed since the weights were fitted: run `make model`"


def test_scores_count_topics_one_by_one() -> None:
    assert scores([(frozenset("ab"), frozenset("a")), (frozenset("c"), frozenset("cd"))]) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_signs_name_the_rules_and_the_words() -> None:
    task = Task("Phân bổ kinh phí", sector="finance")
    assert {"rule", "words", "sector"} <= set(signs(task, ("funding",))["funding"])
