"""What a run works with, loaded once: translator, encoder, summariser, and where they come from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.config import Settings
from pipeline.deadline import uncounted
from pipeline.document import Provenance
from pipeline.errors import EngineHung, SettingsError
from pipeline.fingerprint import program_fingerprint
from pipeline.models.catalogue import Catalogue
from pipeline.models.choose import best_installed, named
from pipeline.models.embed import SentenceEncoder
from pipeline.models.store import APPLICATION, Installed, Store, open_store, program_version
from pipeline.run.cache import TranslationCache, cache_path
from pipeline.run.memory import TranslationMemory, open_memory
from pipeline.run.terms import open_glossary
from pipeline.summarize import CentralSummarizer, LeadSummarizer, Summarizer
from pipeline.terminology import Glossary
from pipeline.translate.load import load_translator
from pipeline.translate.protocol import Abandonable, Translator
from pipeline.write import Templates, load_templates

PATIENCE_S = 60.0  # with a batch that was let go: the slowest engines take most of a minute for one
MAX_HUNG = 3
OUTPUT_FORMAT = 6  # raised when the same inputs and options give other outputs


@dataclass(frozen=True)
class Tools:
    """The settings in force and the models they call for; models load at first use.

    `compared`: by article, the digest and the state of the memory that were found to agree, so that one who
    runs again and again with the same tools does not compare them each time.
    """

    settings: Settings
    catalogue: Catalogue
    store: Store
    model: Installed
    hung: list[Translator] = field(default_factory=list, compare=False)
    compared: dict[str, tuple[str, str]] = field(default_factory=dict, compare=False)

    @cached_property
    def translator(self) -> Translator:
        """Return the translation model, loaded."""
        with uncounted():
            return load_translator(self.model, device=self.settings.device, threads=self.settings.threads)

    def let_go_of_translator(self) -> None:
        """Leave what the translation model is at; where that does not end soon, load the model anew.

        The one that hangs is kept, for taking it down would wait for it. Raises ModelError where that has
        happened too often, since each takes a model's memory.
        """
        translator = vars(self).get("translator")
        if not isinstance(translator, Abandonable) or translator.abandon(PATIENCE_S):
            return
        self.hung.append(vars(self).pop("translator"))
        if len(self.hung) >= MAX_HUNG:
            hint = "run again: what is written stays; `pipeline models verify` checks the model's files"
            raise EngineHung(f"the engine has hung {len(self.hung)} times", hint=hint)

    @cached_property
    def encoder(self) -> SentenceEncoder:
        """Return the sentence encoder, loaded."""
        bundled = self.store.bundled
        with uncounted():
            return SentenceEncoder(
                bundled / "encoder", bundled / "draft" / "source.spm", threads=self.settings.threads
            )

    @cached_property
    def summarizer(self) -> Summarizer:
        """Return the summariser that the settings ask for."""
        if self.settings.summary == "lead":
            return LeadSummarizer()
        return CentralSummarizer(lambda texts: self.encoder.encode(texts))

    @cached_property
    def options(self) -> dict[str, str | int | float | bool]:
        """Return the options that shape an output, for its provenance."""
        s = self.settings
        found: dict[str, str | int | float | bool] = {
            "quality": s.quality,
            "targets": ",".join(s.targets),
            "summary": s.summary,
            "sentences": s.sentences,
            "words": s.words,
            "use": s.use,
        }
        if s.messages != "en":
            found["messages"] = s.messages
        if s.back_score:
            found["back_score"] = True
        if s.templates:
            found["templates"] = self.templates.sha256[:12]
        return found

    @cached_property
    def templates(self) -> Templates:
        """Return the newsroom's own templates, read; raise SettingsError where they cannot be used."""
        return load_templates(self.settings.templates)

    @cached_property
    def signature(self) -> str:
        """Return a hash over all that shapes an output: options and what shapes its translations."""
        return _signature(translation=self.translation_signature, **self.options)

    @cached_property
    def translation_signature(self) -> str:
        """Return a hash over what shapes the translation of one segment."""
        card = self.model.card
        return _signature(
            program=program_fingerprint(),
            weights=self.weights,
            quality=self.settings.quality,
            engine=card.engine,
            family=card.family,
            languages=card.languages,
            input_limit=card.input_limit,
        )

    @cached_property
    def cache(self) -> TranslationCache | None:
        """Return the translation cache, opened where it can be; None where the settings want none."""
        return TranslationCache(cache_path(), self.settings.cache_mb) if self.settings.cache_mb else None

    @cached_property
    def memory(self) -> TranslationMemory | None:
        """Return the translation memory; None where the settings want none."""
        return open_memory(self.settings.memory)

    @cached_property
    def glossary(self) -> Glossary | None:
        """Return the terms that the settings name; None where they name none."""
        return open_glossary(self.settings.glossary)

    @cached_property
    def weights(self) -> str:
        """Return the sha256 over the model's files."""
        return self.model.sha256

    def provenance(self, started: str, finished: str) -> Provenance:
        """Return how a digest made by these tools came about."""
        card = self.model.card
        return Provenance(
            program=APPLICATION,
            version=program_version(),
            model=card.name,
            revision=card.revision or "",
            sha256=self.weights,
            licence=card.licence,
            draft=card.draft,
            options=self.options,
            signature=self.signature,
            started=started,
            finished=finished,
            memory=self.memory.first_state if self.memory is not None else "",
        )


def open_tools(settings: Settings, catalogue: Catalogue) -> Tools:
    """Choose the model: the one named, else the best installed one that the intended use allows.

    Raises LicenceError, ModelError, and SettingsError where the model cannot do what is asked. Nothing is
    loaded yet, and nothing is ever fetched.
    """
    store = open_store()
    if settings.model == "auto":
        model = best_installed(store, catalogue, settings.use)
    else:
        model = named(store, catalogue, settings.model, settings.use)
    if settings.back_score and model.card.family != "nllb":
        hint = "install an NLLB model (`pipeline models list`), or leave `back_score` out"
        raise SettingsError(f"the model {model.card.name} does not translate into Kazakh", hint=hint)
    return Tools(settings, catalogue, store, model)


def _signature(**facts: object) -> str:
    shape = json.dumps({"format": OUTPUT_FORMAT, **facts}, sort_keys=True)
    return hashlib.sha256(shape.encode()).hexdigest()[:16]
