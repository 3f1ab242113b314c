"""Which files are found, and under which names."""

from pathlib import Path

import pytest

from corpus.folder import find_files


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_files_in_a_folder_are_named_by_their_place_in_it(tmp_path: Path) -> None:
    write(tmp_path, "b.md", "a/z.txt", "a/deep/x.unknown", ".hidden.md", ".git/config.txt", "a/.cache/y.txt")
    assert find_files([tmp_path]) == [
        ("a/deep/x.unknown", tmp_path / "a/deep/x.unknown"),
        ("a/z.txt", tmp_path / "a/z.txt"),
        ("b.md", tmp_path / "b.md"),
    ]


def test_a_file_is_named_by_its_base_name(tmp_path: Path) -> None:
    write(tmp_path, "some/where/a.txt")
    path = tmp_path / "some/where/a.txt"
    assert find_files([path]) == [("a.txt", path)]


def test_files_of_one_name_get_the_folders_that_tell_them_apart(tmp_path: Path) -> None:
    write(tmp_path, "2023/north/report.md", "2024/north/report.md", "2024/north/other.md")
    found = find_files([tmp_path / "2023/north", tmp_path / "2024/north"])
    assert [name for name, _ in found] == ["2023/north/report.md", "2024/north/report.md", "other.md"]


def test_a_file_given_twice_is_found_once(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt")
    found = find_files([tmp_path / "in", tmp_path / "in/a.txt", tmp_path / "in/../in/a.txt"])
    assert [name for name, _ in found] == ["a.txt"]


def test_links_out_of_the_folder_and_loops_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in/leak.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/leak").symlink_to(tmp_path / "out")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/dangling.txt").symlink_to(tmp_path / "in/nothing.txt")
    (tmp_path / "in/inside.txt").symlink_to(tmp_path / "in/a.txt")
    assert [name for name, _ in find_files([tmp_path / "in"])] == ["a.txt"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no such file or folder: .*nowhere"):
        find_files([tmp_path / "nowhere"])
