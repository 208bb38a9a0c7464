"""Texts become token numbers; nothing is ever cut off."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.errors import InvalidRequest, ModelProblem

TokenIds = list[int]


class TextTokenizer:
    """The tokenizer of one model, with its prompts.

    Raises:
        ModelProblem: If ``tokenizer.json`` cannot be read.
    """

    def __init__(self, folder: ModelFolder) -> None:
        # tokenizers raises bare Exception for whatever is wrong with the file.
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(folder.tokenizer))
        except Exception as exc:
            raise ModelProblem(
                "The tokenizer of the model cannot be read.", "Get a fresh copy of the model."
            ) from exc
        self._folder = folder
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def prompt_tokens(self) -> int:
        """Tokens that the document prompt takes from ``max_tokens``."""
        prompt = self._folder.document_prompt
        return len(self._tokenizer.encode(prompt, add_special_tokens=False)) if prompt else 0

    def documents(self, texts: Sequence[str]) -> list[TokenIds]:
        """Return the tokens of each text, special tokens included.

        Raises:
            InvalidRequest: If a text is longer than the model reads.
        """
        prompt = self._folder.document_prompt
        encodings = self._tokenizer.encode_batch_fast(
            [self._clean(prompt + text) for text in texts]
        )
        sequences: list[TokenIds] = [encoding.ids for encoding in encodings]
        limit = self._folder.max_tokens
        longest = max(map(len, sequences), default=0)
        if longest > limit:
            raise InvalidRequest(
                f"A text has {longest} tokens, the model reads {limit}.",
                "Split it into shorter passages.",
            )
        return sequences

    def query(self, text: str) -> list[TokenIds]:
        """Return the tokens of a query, in as many windows as the model needs to read it all."""
        text = self._clean(self._folder.query_prompt + text)
        whole = self._tokenizer.encode(text)
        if len(whole.ids) <= self._folder.max_tokens:
            return [whole.ids]
        self._tokenizer.enable_truncation(self._folder.max_tokens)
        first = self._tokenizer.encode(text)
        self._tokenizer.no_truncation()
        return [first.ids, *(window.ids for window in first.overflowing)]

    def _clean(self, text: str) -> str:
        if self._folder.lowercase:
            text = text.lower()
        # A lone surrogate (from a name that is not UTF-8) has no tokens of its own.
        return text.encode("utf-8", "replace").decode("utf-8")
