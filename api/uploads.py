"""The body of POST /v1/documents: files as multipart/form-data, or one text as JSON."""

from functools import partial
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.bodies import MetadataBody, TextBody
from api.errors import Problem
from api.intake import File, clean_name
from corpus.types import Metadata

MAX_FILES = 1_000
METADATA = tuple(MetadataBody.model_fields)
MULTIPART_SCHEMA = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
        **{name: {"type": "string", "description": "for a single file"} for name in METADATA},
    },
}


def openapi_body() -> dict[str, Any]:
    """The two forms of the body, for the API's own documentation."""
    text = TextBody.model_json_schema()
    content = {"multipart/form-data": {"schema": MULTIPART_SCHEMA}, "application/json": {"schema": text}}
    return {"requestBody": {"required": True, "content": content}}


class _InMemory(MultiPartParser):
    """Keeps uploads in memory, where the body limit bounds them; Starlette spills them to a shared /tmp."""

    spool_max_size = 0  # no limit: SpooledTemporaryFile never rolls over to disk


async def uploaded_files(request: Request) -> list[File]:
    """The files of the request. Raises Problem or RequestValidationError for a body that makes no sense."""
    kind, _ = parse_options_header(request.headers.get("content-type", ""))
    if kind == b"multipart/form-data":
        return await _from_form(request)
    if kind == b"application/json":
        return [_from_json(await request.body())]
    raise Problem(415, "unsupported_media_type", "Send files as multipart/form-data, or text as application/json.")


async def _from_form(request: Request) -> list[File]:
    try:
        form = await _InMemory(request.headers, request.stream(), max_files=MAX_FILES, max_fields=MAX_FILES).parse()
    except MultiPartException as error:
        raise Problem(400, "malformed_body", f"The form could not be read: {error.message}") from error
    try:
        return await _files(form)
    finally:
        await form.close()


async def _files(form: FormData) -> list[File]:
    parts = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
    if not parts:
        raise Problem(422, "no_file", "There is no file in the form; send one or more parts named `file`.")
    fields = {name: form[name] for name in METADATA if isinstance(form.get(name), str) and form[name]}
    if fields and len(parts) > 1:
        raise Problem(422, "metadata_for_many", f"{', '.join(fields)} can be given for a single file only.")
    given = _checked(MetadataBody, fields).metadata() if fields else Metadata()
    return [File(clean_name(part.filename or ""), partial(bytes, await part.read()), given) for part in parts]


def _from_json(body: bytes) -> File:
    try:
        sent = TextBody.model_validate_json(body)
    except ValidationError as error:
        raise _invalid(error) from error
    return File(clean_name(sent.name), partial(bytes, sent.text.encode()), sent.metadata(), plain=True)


def _checked(kind: type[MetadataBody], fields: dict[str, Any]) -> MetadataBody:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise _invalid(error) from error


def _invalid(error: ValidationError) -> RequestValidationError:
    details = [
        {"type": item["type"], "loc": ("body", *item["loc"]), "msg": item["msg"]}
        for item in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    return RequestValidationError(details)
