#!/usr/bin/env python3
"""Writes what the configuration classes of transformers (PyPI, Apache-2.0) fill in, as the catalogue's data: defaults.py FOLDER

    python3 -m venv /tmp/transformers && /tmp/transformers/bin/pip install 'transformers==5.24.*'
    /tmp/transformers/bin/python .models/defaults.py Sources/CatalogData

Two files, each with one entry a line, sorted:
- class-defaults.jsonl, by model_type: every causal model, every model that reads images or sound beside text, and the parts of
  both. `fields` are the values that the class declares, to stand in for fields that a file leaves out. `derived` are those that
  it works out from others (the width of a head from the hidden size), at its own defaults: together with `fields` they are the
  whole default configuration, but they stand in for nothing in a file that states other sizes. A nested part is written as its
  `model_type` and the fields in which it differs from the defaults of that type. `attribute_map` has other spellings of fields.
  Where a class refuses its own defaults, `derived` has what COMPLETED gives it beside.
- architectures.json, by name of class: the model_type whose configuration the class takes.

No weights are made and PyTorch is not needed: the tables of classes are read from the text of the package.
"""
import ast
import dataclasses
import importlib.util
import json
import math
import re
import sys
from pathlib import Path

PACKAGE = Path(importlib.util.find_spec("transformers").origin).parent
TABLES = ["CAUSAL_LM", "IMAGE_TEXT_TO_TEXT", "MULTIMODAL_LM"]
# What has no bearing on the size of a matrix, a cache or a step.
LEFT_OUT = re.compile(
    r"^_|^(architectures|attribute_map|chunk_size_feed_forward|ctc_\w*|do_sample|gradient_checkpointing|id2label|label2id|mask_\w*|"
    r"max_length|min_length|model_type|num_beams|num_logits_to_keep|output_(attentions|hidden_states|logit_soft_cap|multiplier|router_logits)|pretraining_tp|problem_type|rescale_\w*|"
    r"residual_in_fp32|return_dict|rope_(?!head_dim)\w*|rotary_\w*|sub_configs|summary_\w*|time_step_(?!rank)\w*|top_p|"
    r"transformers_version|use_cache|use_mamba_kernels|apply_spec_augment|initial_\w*|init_\w*)$"
    r"|dropout|drop$|drop_path|drop_rate|dropping|initializer|loss|softcap|jitter|noise|temperature|^dtype$|autocast_kernel_dtype|attn_implementation"
    r"|(token_?ids?|token_index|eps|epsilon|std|coef|coefficient|theta|init|scale|scaling|scaling_factor|(?<!dim_)(?<!channel_)(?<!depthwise_)multiplier|alpha|beta)$")

# What a class needs and has no default for, so that it refuses to make a model of its own defaults.
COMPLETED = {
    # deepseek-ai/DeepSeek-V2 and V2-Lite: 6 experts a token.
    "deepseek_v2": {"num_experts_per_tok": 6},
    # rednote-hilab/dots.llm1.base: 6 of 128 experts and 2 shared ones.
    "dots1": {"n_routed_experts": 128, "n_shared_experts": 2, "num_experts_per_tok": 6},
    # The class refuses a text part with tables of its own or caches of its own.
    "gemma4_assistant": {
        "text_config": {
            "hidden_size_per_layer_input": 0, "model_type": "gemma4_text", "num_kv_shared_layers": 30, "vocab_size_per_layer_input": 0,
        }
    },
    # No released model has 32 layers; those that are (LiquidAI/LFM2-1.2B, LFM2-8B-A1B) attend in 6 of 16 and 6 of 24.
    "lfm2_moe": {"layer_types": (["conv", "conv", "full_attention"] * 11)[:32]},
    # Nemotron-4 15B (arXiv 2402.16819, table 1), which has the other sizes of the class.
    "nemotron": {"num_key_value_heads": 8},
}


def tables():
    """The classes of each model_type, by the tables of the package."""
    found = {}
    for statement in ast.parse((PACKAGE / "models/auto/modeling_auto.py").read_text()).body:
        if not isinstance(statement, ast.Assign) or getattr(statement.value, "args", None) is None or not statement.value.args:
            continue
        if not isinstance(statement.value.args[0], ast.List):
            continue
        pairs = {}
        for item in statement.value.args[0].elts:
            if isinstance(item, ast.Starred):
                pairs.update(found[item.value.args[0].func.value.id])
            else:
                kind, classes = ast.literal_eval(item)
                pairs[kind] = list(classes) if isinstance(classes, (tuple, list)) else [classes]
        found[statement.targets[0].id] = pairs
    return [found[f"MODEL_FOR_{name}_MAPPING_NAMES"] for name in TABLES]


def plain(value):
    """A value as JSON has it; what is no number, word or list of such has no bearing on sizes."""
    if hasattr(value, "value") and isinstance(value.value, (str, int)):
        value = value.value
    if isinstance(value, float) and not math.isfinite(value):
        raise TypeError
    if isinstance(value, float) and value == int(value):
        return int(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        if isinstance(value, str) and len(value) > 40:
            raise TypeError
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items() if not LEFT_OUT.search(str(key))}
    raise TypeError


def declared(kind, configs):
    """The class of a model_type: what it declares, and what its defaults come to."""
    from transformers import PretrainedConfig
    cls = configs[kind]
    fields, derived = {}, {}
    stated = {}
    for field in dataclasses.fields(cls):
        if field.default is not dataclasses.MISSING:
            stated[field.name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            stated[field.name] = field.default_factory()
    try:
        made = cls()
        come = dict(vars(made))
        for name in ("num_hidden_layers", "vocab_size", "hidden_size"):
            # Some classes work them out each time they are asked.
            if name not in come and name not in cls.attribute_map and getattr(made, name, None) is not None:
                come[name] = getattr(made, name)
    except Exception:  # Defaults that the class itself refuses.
        come = {}
    for name in sorted(set(stated) | set(come)):
        if LEFT_OUT.search(name):
            continue
        first, last = stated.get(name), come.get(name, stated.get(name))
        if isinstance(last, PretrainedConfig):
            derived[name] = part(last, configs)
            continue
        try:
            first, last = plain(first), plain(last)
        except TypeError:
            continue
        if first not in (None, {}) and json.dumps(first) == json.dumps(last):
            fields[name] = first
        elif last not in (None, {}):
            derived[name] = last
    derived = dict(sorted((derived | COMPLETED.get(kind, {})).items()))
    # Flags of the base class are said where they are set.
    for name in ("is_encoder_decoder", "add_cross_attention", "tie_encoder_decoder"):
        if fields.get(name) is False:
            del fields[name]
    return cls, fields, derived


def part(config, configs):
    """A nested part: its type, and in what it differs from the defaults of that type."""
    result, usual = {}, {}
    if config.model_type:
        result["model_type"] = config.model_type
        usual = type(config)().to_dict()
    for name, value in sorted(config.to_dict().items()):
        if LEFT_OUT.search(name) or usual.get(name) == value or name == "is_encoder_decoder":
            continue
        try:
            result[name] = plain(value)
        except TypeError:
            pass
    return result


def owners(kinds):
    """The model_type that each class takes: its own where several name the class, a text part before a whole."""
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING_NAMES, model_type_to_module_name
    takers = {}
    for kind, classes in kinds.items():
        for name in classes:
            takers.setdefault(name, []).append(kind)
    result = {}
    for name, candidates in takers.items():
        def rank(kind):
            text = (PACKAGE / "models" / model_type_to_module_name(kind))
            owns = any(f"class {name}(" in file.read_text() for file in text.glob("modeling_*.py"))
            whole = name.endswith("ForConditionalGeneration")
            return (not owns, kind.endswith("_text") == whole, len(kind), kind)
        result[name] = min(candidates, key=rank)
    return result


def main(folder):
    import transformers
    from transformers import CONFIG_MAPPING
    from transformers.utils import logging
    logging.set_verbosity_error()
    kinds = {}
    for table in tables():
        for kind, classes in table.items():
            kinds.setdefault(kind, [])
            kinds[kind] += [name for name in classes if name not in kinds[kind]]
    configs = {kind: CONFIG_MAPPING[kind] for kind in kinds if kind in CONFIG_MAPPING}
    queue = list(configs)
    while queue:
        for sub in configs[queue.pop()].sub_configs.values():
            kind = getattr(sub, "model_type", "")
            if kind and kind not in configs:
                configs[kind] = sub
                queue.append(kind)
    lines = []
    for kind in sorted(configs):
        cls, fields, derived = declared(kind, configs)
        entry = {"model_type": kind}
        if kinds.get(kind):
            entry["architectures"] = kinds[kind]
        names = {other: name for other, name in sorted(cls.attribute_map.items()) if not LEFT_OUT.search(other)}
        entry.update({key: value for key, value in [("attribute_map", names), ("fields", fields), ("derived", derived)] if value})
        lines.append(json.dumps(entry, ensure_ascii=False))
    head = json.dumps({"source": f"https://pypi.org/project/transformers/{transformers.__version__}/", "licence": "Apache-2.0"})
    (Path(folder) / "class-defaults.jsonl").write_text("\n".join([head] + lines) + "\n")
    named = [f"  {json.dumps(name)}: {json.dumps(kind)}" for name, kind in sorted(owners(kinds).items())]
    (Path(folder) / "architectures.json").write_text("{\n" + ",\n".join(named) + "\n}\n")
    print(len(lines), "types,", len(tables()[0]), "of them causal;", len(named), "classes")


if __name__ == "__main__":
    main(*sys.argv[1:2])
