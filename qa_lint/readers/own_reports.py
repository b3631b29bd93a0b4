"""Whether a file is a report that qa-lint wrote, to be kept from being checked as a document."""

import zipfile
from pathlib import Path

_SIGNATURE = b"qa-lint|version:"  # begins the last line of the text
_HEADER = b"document,line,unit,rule,severity,category,MQM,source,target,"
_PROPERTIES = "docProps/core.xml"
_CREATOR = b">qa-lint</dc:creator>"
_END = 4_096


def is_report(path: str) -> bool:
    """Whether the file is a report of qa-lint as text, CSV or a workbook; false if it cannot be read."""
    ending = Path(path).suffix.lower()
    try:
        if ending == ".xlsx":
            with zipfile.ZipFile(path) as archive, archive.open(_PROPERTIES) as file:
                return _CREATOR in file.read(_END)
        if ending not in (".txt", ".csv"):
            return False
        with open(path, "rb") as file:
            if ending == ".csv":
                return file.read(_END).removeprefix(b"\xef\xbb\xbf").startswith(_HEADER)
            file.seek(max(0, file.seek(0, 2) - _END))
            return file.read().rstrip().rpartition(b"\n")[2].startswith(_SIGNATURE)
    except (OSError, ValueError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile):
        return False
