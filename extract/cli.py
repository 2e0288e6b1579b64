"""The command line. One function a command; everything heavy is imported by the command that needs it, so that help is quick.

Exit status: 0 all plans loaded (or the command did what it is for), 1 some could not be read, 2 nothing was done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

OK, SOME, NOTHING = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit status."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except KeyboardInterrupt:
        _say("Đã dừng; những gì đã nạp vẫn còn.", "Stopped; what was loaded stays.")
        return 130
    except BrokenPipeError:
        return OK


def load(arguments: argparse.Namespace) -> int:
    from db.connect import UnusableError
    from db.load import Options
    from db.load import load as load_folder
    from db.progress import Bar, Plain

    options = Options(arguments.workers, arguments.ocr, arguments.keep, scheduler=arguments.scheduler)
    watch = Bar() if sys.stderr.isatty() else Plain()
    try:
        with watch if isinstance(watch, Bar) else nullcontext():
            summary = load_folder(arguments.folder, arguments.db, options, watch)
    except UnusableError as error:
        _say(error.message, error.message_en)
        return NOTHING
    from db.summary import lines

    for line in lines(summary, arguments.db):
        print(line)
    return SOME if summary.unread else OK


def show(arguments: argparse.Namespace) -> int:
    from db import show as shown
    from extract.parsers import Options, Unreadable

    try:
        made = shown.read(arguments.file, Options(ocr=arguments.ocr))
    except Unreadable as error:
        _say(f"{arguments.file}: {error.message}", error.message_en)
        return SOME
    except OSError as error:
        _say(f"Không mở được {arguments.file}: {error.strerror or error}.", f"Cannot open {arguments.file}.")
        return NOTHING
    if arguments.json:
        print(shown.as_json(made))
    else:
        from rich.console import Console

        shown.show(made, Console())
    return OK


def serve(arguments: argparse.Namespace) -> int:
    from db.connect import UnusableError, reader
    from web import serve as server

    try:
        reader(arguments.db).close()
    except UnusableError as error:
        _say(error.message, error.message_en)
        _say("Nạp kế hoạch trước: kehoach load THƯ_MỤC.", "Load plans first: kehoach load FOLDER.")
        return NOTHING
    try:
        password = arguments.password_file.read_text(encoding="utf-8").strip() if arguments.password_file else None
    except (OSError, UnicodeDecodeError) as error:
        _say(f"Không đọc được tệp mật khẩu: {error}", f"The password file cannot be read: {error}")
        return NOTHING
    if password is not None and not (password and password.isascii()):
        _say("Mật khẩu phải có và chỉ gồm chữ không dấu.", "The password must not be empty and have ASCII letters only.")
        return NOTHING
    if arguments.host not in server.LOOPBACK and password is None:
        _say(
            f"Cảnh báo: {arguments.host} mở cho máy khác; ai vào được địa chỉ này đều đọc được mọi kế hoạch. Nên đặt --password-file.",
            f"Warning: {arguments.host} is open to other machines; whoever reaches it can read every plan. Better set --password-file.",
        )
    base_url = _base_url(arguments.base_url)
    server.serve(server.Served(arguments.db, arguments.host, arguments.port, base_url, password, arguments.sql))
    return OK


def _base_url(path: str) -> str:
    """The path with a slash at both ends."""
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def backup(arguments: argparse.Namespace) -> int:
    from db.backup import backup as copy
    from db.connect import UnusableError

    try:
        for made in copy(arguments.db, arguments.target):
            _say(f"Đã sao lưu vào {made}.", f"Copied to {made}.")
    except UnusableError as error:
        _say(error.message, error.message_en)
        return NOTHING
    return OK


def doctor(arguments: argparse.Namespace) -> int:
    from extract.doctor import report

    return OK if report() else SOME


def evaluate(arguments: argparse.Namespace) -> int:
    from extract.evaluation import command

    try:
        return SOME if command.run(command.Asked(**{name: getattr(arguments, name) for name in command.Asked.__slots__})) else OK
    except command.Refused as refused:
        _say(refused.message, refused.message_en)
        return NOTHING


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("kehoach", description="Đọc kế hoạch của các địa phương / Reads plans of Vietnamese governments")
    commands = parser.add_subparsers(metavar="LỆNH / COMMAND", required=True)

    one = _command(commands, "load", load, "nạp một thư mục kế hoạch / load a folder of plans")
    one.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục có kế hoạch: Word, PDF, ảnh, .html, .txt, .zip / the folder")
    _database(one)
    one.add_argument(
        "--workers", type=_positive, help="số tiến trình đọc; mặc định: số bộ xử lý / processes that read; default: one a processor"
    )
    _ocr(one)
    one.add_argument("--keep", action="store_true", help="giữ kế hoạch mà tệp không còn / keep plans whose files are gone")

    one.add_argument(
        "--scheduler", metavar="tcp://MÁY:CỔNG", help="đọc bằng cụm máy Dask ở địa chỉ này / read on the Dask cluster at this address"
    )

    one = _command(commands, "show", show, "xem một tệp nói gì / show what one file says")
    one.add_argument("file", type=Path, metavar="TỆP", help="một kế hoạch / a plan")
    one.add_argument("--json", action="store_true", help="in ra JSON / print JSON")
    _ocr(one)

    one = _command(commands, "serve", serve, "mở trang web / serve the pages")
    _database(one)
    one.add_argument("--host", default="127.0.0.1", help="địa chỉ; mặc định chỉ máy này / address; default: this machine only")
    one.add_argument("--port", type=int, default=8001, help="cổng, mặc định 8001 / port")
    one.add_argument("--base-url", default="/", metavar="/ĐƯỜNG_DẪN/", help="đường dẫn sau máy chủ trung gian / path behind a proxy")
    words = "tệp chứa mật khẩu của người dùng kehoach / file with the password of the user kehoach"
    one.add_argument("--password-file", type=Path, metavar="TỆP", help=words)
    one.add_argument("--sql", action="store_true", help="cho hỏi bằng SQL / let readers ask in SQL")

    one = _command(commands, "backup", backup, "sao lưu cơ sở dữ liệu, cả khi đang dùng / copy the database, even while it is in use")
    one.add_argument("target", type=Path, metavar="TỆP", help="tệp hoặc thư mục để chép vào / file or folder to copy to")
    _database(one)

    one = _command(commands, "evaluate", evaluate, "đo độ đúng so với bản đọc mẫu / measure accuracy against careful readings")
    _evaluation(one)

    _command(commands, "doctor", doctor, "kiểm tra những gì cần cài / check what is installed")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: Callable[[argparse.Namespace], int], words: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(command=run)
    return parser


def _database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", type=Path, default=Path("plans.db"), help="cơ sở dữ liệu, mặc định plans.db / the database")


def _ocr(parser: argparse.ArgumentParser) -> None:
    words = "nhận dạng chữ: auto trang quét, always mọi trang, never không / OCR: scanned pages, every page, none"
    parser.add_argument("--ocr", choices=("auto", "always", "never"), default="auto", help=words)


def _evaluation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "gold", type=Path, metavar="THƯ_MỤC_MẪU", help="thư mục có TÊN.json, bản đọc mẫu của kế hoạch / the gold, NAME.json"
    )
    parser.add_argument(
        "--plans",
        type=Path,
        metavar="THƯ_MỤC",
        help="nơi có TÊN.txt, .docx, .pdf, .scan.pdf; mặc định ../source và ../plans / where the files are; default: beside the gold",
    )
    parser.add_argument("--forms", nargs="+", default=[], metavar="DẠNG", help="chỉ các dạng này / only these: text docx pdf scan.pdf")
    parser.add_argument("--misses", action="store_true", help="in mọi dòng sót, thừa, sai / print every row missed, false, wrong")
    parser.add_argument("--held-out-too", action="store_true", help="cả của kế hoạch để dành / those of held-out plans too")
    parser.add_argument("--against", type=Path, metavar="TỆP", help="so với bản ghi này / compare with this record, row by row")
    parser.add_argument("--record", type=Path, metavar="TỆP", help="ghi lại kết quả để lần sau so / keep what is found as a record")
    parser.add_argument("--workers", type=_positive, default=2, help="số tiến trình đọc, mặc định 2 / processes that read, default 2")
    parser.add_argument("--json", action="store_true", help="in ra JSON / print JSON")


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("phải từ 1 trở lên / must be 1 or more")
    return number


def _say(message: str, message_en: str) -> None:
    print(f"{message} / {message_en}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
