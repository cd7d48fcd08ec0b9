"""Graphs of ComfyUI of many shapes, written here: what drew the picture, what it was told, its seed and its size."""

import json
import time
from typing import Any

import pytest

from studio.settings_in_files.foreign.foreign_settings import told_among, told_in
from studio.settings_in_files.foreign.program_settings import MAX_PROMPT_CHARS, ProgramSettings

Graph = dict[str, Any]


def node(kind: str, **inputs: Any) -> Graph:
    return {"class_type": kind, "inputs": inputs}


def text(words: Any) -> Graph:
    return node("CLIPTextEncode", text=words, clip=["9", 0])


KETTLE, BLURRY = text("a copper kettle"), text("blurry")
EMPTY = node("EmptyLatentImage", width=640, height=512, batch_size=1)


def drawn(positive: Any = None, negative: Any = None, **more: Any) -> Graph:
    """Return a graph of one sampler; `more` are further nodes, or others in place of those here, as n1, n2 …"""
    graph = {
        "1": positive or KETTLE,
        "2": negative or BLURRY,
        "3": EMPTY,
        "4": node(
            "KSampler", seed=80, denoise=1, model=["8", 0], positive=["1", 0], negative=["2", 0], latent_image=["3", 0]
        ),
        "5": node("VAEDecode", samples=["4", 0], vae=["8", 2]),
        "6": node("SaveImage", images=["5", 0], filename_prefix="x"),
    }
    return graph | {name.removeprefix("n"): value for name, value in more.items()}


def told(prompt: str | None = "a copper kettle", negative: str | None = "blurry", seed: int | None = 80,
         size: tuple[int, int] | None = (640, 512)) -> ProgramSettings:  # fmt: skip
    return ProgramSettings("ComfyUI", prompt, negative, seed, *(size or (None, None)))


def worded(**nodes: Graph) -> Graph:
    return drawn(text(["n20", 0]), **{f"n{name}": value for name, value in nodes.items()})


TEXTS: dict[str, Graph] = {
    "capital name": worded(n20=node("DF_Text_Box", Text="a copper kettle")),
    "name with a blank": worded(n20=node("Box", **{"Prompt Text": "a copper kettle"})),
    "concatenated": worded(n20=node("StringConcatenate", string_a="a copper", string_b="kettle", delimiter=" ")),
    "concatenated, the links last": worded(
        n20=node("StringConcatenate", string_b="kettle", delimiter=" ", string_a=["n21", 0]),
        n21=node("PrimitiveString", value="a copper"),
    ),
    "joined in order of numbers": worded(
        n20=node("JoinStringMulti", inputcount=10, string_10="kettle", string_2="copper", string_1="a", delimiter=" ")
    ),
    "joined, what is empty left out": worded(
        n20=node("Text Concatenate", delimiter=" ", clean_whitespace="true", text_a="a copper", text_b="",
                 text_c="kettle")
    ),
    "appended": worded(
        n20=node("StringFunction|pysssss", action="append", tidy_tags="no", text_a="a copper",
                 text_b=" kettle", text_c="")
    ),
    "replaced": worded(n20=node("StringReplace", string="a copper pot", find="pot", replace="kettle")),
    "replaced by a pattern without signs": worded(
        n20=node("RegexReplace", string="a tin kettle", regex_pattern="tin", replace="copper", count=0)
    ),
    "replaced several": worded(
        n20=node("CR Text Replace", text="one tin pot", find1="one", replace1="a", find2="tin", replace2="copper",
                 find3="pot", replace3="kettle")
    ),
    "replaced by action": worded(
        n20=node("StringFunction|pysssss", action="replace", tidy_tags="yes", text_a="a tin kettle", text_b="tin",
                 text_c="copper")
    ),
    "switched by number": worded(
        n20=node("CR Text Input Switch", Input=2, text1="a tin pot", text2=["n21", 0]),
        n21=node("String Literal", string="a copper kettle"),
    ),
    "switched by truth": worded(n20=node("LazySwitch", switch=False, on_true="no", on_false="a copper kettle")),
    "switched by a linked truth": worded(
        n20=node("Switch", boolean=["n21", 0], text_a="a copper kettle", text_b="no"),
        n21=node("PrimitiveBoolean", value=True),
    ),
    "the first that is there": worded(n20=node("Any Switch (rgthree)", any_01=["99", 0], any_02=["n21", 0]),
                                      n21=node("Text Multiline", text="a copper kettle")),
    "filled wildcards": worded(
        n20=node("ImpactWildcardProcessor", wildcard_text="a {copper|tin} kettle", populated_text="a copper kettle",
                 mode="populate", seed=3)
    ),
    "what was shown": worded(n20=node("ShowText|pysssss", text=["n21", 0], text_0="a copper kettle"),
                             n21=node("Ollama", query="write")),
    "styled": worded(n20=node("SDXLPromptStyler", text_positive="a copper kettle", text_negative="ugly", style="base")),
    "a lone text of any name": worded(n20=node("Kasten", inhalt="a copper kettle")),
    "rerouted": worded(n20=node("Reroute", **{"": ["n21", 0]}), n21=node("easy positive", positive="a copper kettle")),
    "trimmed": worded(n20=node("StringTrim", string=" a copper kettle ", mode="Both")),
    "XL": drawn(node("CLIPTextEncodeSDXL", text_g="a copper kettle", text_l="a copper kettle", width=1, height=2)),
    "Flux": drawn(node("CLIPTextEncodeFlux", clip_l="", t5xxl="a copper kettle", guidance=3.5, clip=["9", 0])),
    "Qwen": drawn(node("TextEncodeQwenImageEditPlus", prompt="a copper kettle", clip=["9", 0], image1=["8", 0])),
}  # fmt: skip


@pytest.mark.parametrize("kind", TEXTS)
def test_every_node_that_only_makes_text_is_followed(kind: str) -> None:
    assert told_in(json.dumps(TEXTS[kind])) == told()


def zeroed(source: str = "1") -> Graph:
    return node("ConditioningZeroOut", conditioning=[source, 0])


def guided(guider: Graph, **more: Graph) -> Graph:
    graph = drawn(**more)
    graph["4"] = node("SamplerCustomAdvanced", noise=["30", 0], guider=["31", 0], sampler=["8", 0], sigmas=["8", 1],
                      latent_image=["3", 0])  # fmt: skip
    return graph | {"30": node("RandomNoise", noise_seed=80), "31": guider}


CONDITIONS: dict[str, tuple[Graph, ProgramSettings]] = {
    "nothing to leave out": (drawn(negative=zeroed()), told(negative=None)),
    "nothing, behind others": (
        drawn(negative=node("ConditioningSetTimestepRange", conditioning=["20", 0]), n20=node("Reroute", x=["21", 0]),
              n21=zeroed()),
        told(negative=None),
    ),
    "nothing, from a node that hands on both": (
        drawn(node("ControlNetApplyAdvanced", positive=["20", 0], negative=["21", 0], image=["8", 0]),
              n2=node("Reroute", x=["1", 1]), n20=KETTLE, n21=zeroed("20")),
        told(negative=None),
    ),
    "the prompt on both sides": (drawn(negative=KETTLE), told(negative=None)),
    "the same node on both sides": (
        drawn(n4=node("KSampler", seed=80, positive=["1", 0], negative=["1", 0], latent_image=["3", 0])),
        told(negative=None),
    ),
    "zeroed and combined": (
        drawn(node("ConditioningCombine", conditioning_1=["20", 0], conditioning_2=["21", 0]), n20=zeroed("2"),
              n21=KETTLE),
        told(),
    ),
    "areas": (drawn(node("ConditioningSetArea", conditioning=["20", 0], width=64, height=64, x=0), n20=KETTLE), told()),
    "concatenated": (
        drawn(node("ConditioningConcat", conditioning_to=["20", 0], conditioning_from=["21", 0]), n20=KETTLE,
              n21=text("and more")),
        told(),
    ),
    "two sides by their slots": (
        drawn(node("InpaintModelConditioning", positive=["20", 0], negative=["21", 0], pixels=["8", 0]),
              n4=node("KSampler", seed=80, positive=["1", 0], negative=["1", 1], latent_image=["3", 0]), n20=KETTLE,
              n21=BLURRY),
        told(),
    ),
    "a reference": (drawn(node("ReferenceLatent", conditioning=["20", 0], latent=["7", 0]), n20=KETTLE), told()),
    "one guider": (guided(node("BasicGuider", model=["8", 0], conditioning=["32", 0]),
                          n32=node("FluxGuidance", guidance=3.5, conditioning=["1", 0])), told(negative=None)),
    "guided by both": (guided(node("CFGGuider", cfg=4, positive=["1", 0], negative=["2", 0])), told()),
    "guided twice": (
        guided(node("DualCFGGuider", cond1=["32", 0], cond2=["32", 1], negative=["2", 0]),
               n32=node("InstructPixToPixConditioning", positive=["1", 0], negative=["2", 0], pixels=["8", 0])),
        told(),
    ),
    "guided twice, the second first": (
        guided(node("DualCFGGuider", cond1=["32", 0], cond2=["1", 0], negative=["2", 0]), n32=zeroed()), told(),
    ),
    "away from an image": (guided(node("PerpNegGuider", positive=["1", 0], negative=["2", 0],
                                       empty_conditioning=["33", 0]), n33=text("")), told()),
    "an efficient loader": (
        drawn(n3=node("Efficient Loader", ckpt_name="x.safetensors", positive="a copper kettle", negative="blurry",
                      empty_latent_width=640, empty_latent_height=512),
              n4=node("KSampler (Efficient)", seed=80, positive=["3", 1], negative=["3", 2], latent_image=["3", 3])),
        told(),
    ),
    "an efficient loader with linked texts": (
        drawn(n3=node("Efficient Loader", ckpt_name="x.safetensors", positive=["20", 0], negative=["21", 0],
                      empty_latent_width=640, empty_latent_height=512),
              n4=node("KSampler (Efficient)", seed=80, positive=["3", 1], negative=["3", 2], latent_image=["3", 3]),
              n20=node("Text", text="a copper kettle"), n21=node("Text", text="blurry")),
        told(),
    ),
    "a pipe": (
        drawn(n4=node("ImpactKSamplerBasicPipe", seed=80, basic_pipe=["20", 0], latent_image=["3", 0]),
              n20=node("ToBasicPipe", model=["8", 0], clip=["8", 1], positive=["1", 0], negative=["2", 0])),
        told(),
    ),
    "a pipe taken apart": (
        drawn(n4=node("KSampler", seed=80, positive=["21", 3], negative=["21", 4], latent_image=["3", 0]),
              n20=node("ToBasicPipe", model=["8", 0], clip=["8", 1], positive=["1", 0], negative=["22", 0]),
              n21=node("FromBasicPipe", basic_pipe=["20", 0]), n22=zeroed()),
        told(negative=None),
    ),
    "Wan by its wrapper": (
        drawn(n4=node("WanVideoSampler", seed=80, text_embeds=["20", 0], image_embeds=["21", 0]),
              n20=node("WanVideoTextEncode", positive_prompt="a copper kettle", negative_prompt="blurry", t5=["8", 0]),
              n21=node("WanVideoEmptyEmbeds", width=640, height=512, num_frames=81)),
        told(),
    ),
    "an embedding of one side": (
        drawn(n4=node("HyVideoSampler", seed=80, width=640, height=512, hyvid_embeds=["20", 0]),
              n20=node("HyVideoTextEncode", prompt="a copper kettle", text_encoders=["8", 0])),
        told(negative=None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CONDITIONS)
def test_conditionings_are_followed_and_a_prompt_is_never_what_to_leave_out(kind: str) -> None:
    graph, expected = CONDITIONS[kind]
    assert told_in(json.dumps(graph)) == expected


MADE: dict[str, tuple[Graph, ProgramSettings]] = {
    "only what is saved": (
        {"20": node("KSampler", seed=1, positive=["21", 0], negative=["21", 0], latent_image=["22", 0]),
         "21": text("another"), "22": node("EmptyLatentImage", width=64, height=64),
         "23": node("PreviewImage", images=["20", 0])} | drawn(),
        told(),
    ),
    "the first pass of two": (
        drawn(n5=node("VAEDecode", samples=["20", 0]), n20=node("KSampler", seed=9, denoise=0.5, positive=["1", 0],
              negative=["2", 0], latent_image=["21", 0]), n21=node("LatentUpscaleBy", samples=["4", 0], scale_by=2)),
        told(),
    ),
    "two experts": (
        drawn(n4=node("KSamplerAdvanced", add_noise="disable", noise_seed=0, positive=["1", 0], negative=["2", 0],
                      latent_image=["20", 0]),
              n20=node("KSamplerAdvanced", add_noise="enable", noise_seed=80, positive=["1", 0], negative=["2", 0],
                       latent_image=["3", 0])),
        told(),
    ),
    "faces made again": (
        drawn(n6=node("SaveImage", images=["20", 0]), n20=node("FaceDetailer", image=["5", 0], seed=3,
              positive=["21", 0], negative=["2", 0], guide_size=512), n21=text("a face")),
        told(),
    ),
    "a film of a drawn picture": (
        drawn(n6=node("SaveVideo", video=["20", 0]), n20=node("CreateVideo", images=["21", 0], fps=16),
              n21=node("VAEDecode", samples=["22", 0]),
              n22=node("KSampler", seed=5, positive=["23", 0], negative=["23", 1], latent_image=["23", 2]),
              n23=node("WanImageToVideo", positive=["24", 0], negative=["2", 0], width=832, height=480, length=81,
                       start_image=["5", 0]), n24=text("it begins to boil")),
        told("it begins to boil", "blurry", 5, (832, 480)),
    ),
    "sides from primitives": (
        drawn(n3=node("EmptySD3LatentImage", width=["20", 0], height=["21", 0]), n20=node("PrimitiveInt", value=640),
              n21=node("INTConstant", value=512)),
        told(),
    ),
    "a size by words": (
        drawn(n3=node("SDXLEmptyLatentSizePicker+", resolution="640x512 (1.25)", width_override=0, height_override=0)),
        told(),
    ),
    "sides from a node of sizes": (
        drawn(n3=node("EmptyLatentImage", width=["20", 0], height=["20", 1]),
              n20=node("CR Aspect Ratio", width=1, height=1, aspect_ratio="5:4 landscape 640x512")),
        told(),
    ),
    "the size of a picture": (
        drawn(n3=node("EmptyLatentImage", width=["20", 0], height=["20", 1]), n20=node("GetImageSize", image=["21", 0]),
              n21=node("ImageScale", image=["22", 0], width=640, height=512), n22=node("LoadImage", image="a.png")),
        told(),
    ),
    "a size that is calculated": (
        drawn(n3=node("EmptyLatentImage", width=["20", 0], height=512), n20=node("MathExpression", a=["21", 0]),
              n21=node("PrimitiveInt", value=320)),
        told(size=None),
    ),
    "sides in a loop": (drawn(n3=node("EmptyLatentImage", width=["3", 0], height=["3", 0])), told(size=None)),
    "a loaded picture": (
        drawn(n3=node("VAEEncode", pixels=["20", 0], vae=["8", 2]), n20=node("LoadImage", image="a.png")),
        told(size=None),
    ),
    "a film's latent": (drawn(n3=node("EmptyHunyuanLatentVideo", width=640, height=512, length=25)), told()),
    "a linked seed": (
        drawn(n4=node("KSampler", seed=["20", 0], positive=["1", 0], negative=["2", 0], latent_image=["3", 0]),
              n20=node("Seed (rgthree)", seed=80)),
        told(),
    ),
    "a seed nobody knows": (
        drawn(n4=node("KSampler", seed=["20", 0], positive=["1", 0], negative=["2", 0], latent_image=["3", 0]),
              n20=node("Seed (rgthree)", seed=-1)),
        told(seed=None),
    ),
    "a switch of pictures": (
        drawn(n6=node("SaveImage", images=["20", 0]), n20=node("ImpactSwitch", select=2, input1=["21", 0],
              input2=["5", 0]),
              n21=node("VAEDecode", samples=["22", 0]),
              n22=node("KSampler", seed=1, positive=["2", 0], latent_image=["3", 0])),
        told(),
    ),
    "Wan's own servers": (
        {"1": node("Wan2TextToVideoApi", **{"model": "wan2.7-t2v", "model.prompt": "a copper kettle", "seed": 80,
                                            "model.negative_prompt": "blurry", "model.resolution": "720P"}),
         "2": node("SaveVideo", video=["1", 0])},
        told(size=None),
    ),
    "a size in brackets": (
        {"1": node("WanTextToVideoApi", prompt=["2", 0], negative_prompt="blurry", seed=80, size="480p: 5:4 (640x512)"),
         "2": node("PrimitiveStringMultiline", value="a copper kettle"), "3": node("SaveVideo", video=["1", 0])},
        told(),
    ),
    "OpenAI": ({"1": node("OpenAIGPTImage1", prompt="a copper kettle", seed=80, size="1024x1536", quality="low"),
                "2": node("SaveImage", images=["1", 0])}, told(negative=None, size=(1024, 1536))),
    "Flux, hosted": ({"1": node("FluxProUltraImageNode", prompt="a copper kettle", seed=80, aspect_ratio="16:9"),
                      "2": node("PreviewImage", images=["1", 0])}, told(negative=None, size=None)),
    "Kling, from a drawn picture": (
        drawn(n6=node("SaveVideo", video=["20", 0]), n20=node("KlingImage2VideoNode", start_frame=["5", 0],
              prompt="steam rises", negative_prompt="cuts", cfg_scale=0.8, aspect_ratio="16:9")),
        told("steam rises", "cuts", None, None),
    ),
    "a chat that writes the prompt": (
        drawn(text(["20", 0]), n20=node("OpenAIChatNode", prompt="describe", system_prompt="you are")),
        told("describe"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
def test_the_maker_of_what_is_saved_is_found_with_its_seed_and_size(kind: str) -> None:
    graph, expected = MADE[kind]
    assert told_in(json.dumps(graph)) == expected


UNKNOWN = (
    "unknown\nNegative prompt: unknown\nSteps: 20, Sampler: euler_simple, Seed: 0, Size: 512x512, Version: ComfyUI"
)


def test_a_saver_that_knows_nothing_loses_against_the_graph() -> None:
    graph = json.dumps(drawn())
    assert told_among([("parameters", UNKNOWN), ("prompt", graph)]) == told()
    assert told_among([("prompt", graph), ("parameters", UNKNOWN.replace("unknown", "another"))]) == told()
    without = json.dumps(drawn(negative=zeroed(), n3=node("LoadLatent")))
    assert told_among([("parameters", UNKNOWN), ("prompt", without)]) == told(negative=None, size=None)
    assert told_among([("parameters", UNKNOWN)]) is None


def test_what_a_graph_does_not_tell_comes_from_its_saver() -> None:
    lines = "a copper kettle\nNegative prompt: blurry\nSteps: 20, Seed: 7, Size: 640x512, Version: ComfyUI"
    graph = drawn(node("SomebodysThing", strength=1), node("SomebodysThing", strength=1), n3=node("LoadLatent"))
    assert told_among([("parameters", lines), ("prompt", json.dumps(graph))]) == told()
    assert told_among([("parameters", lines)]) == told(seed=7)


def test_tangles_and_towers_end() -> None:
    tower: Graph = {str(n): node("Join", text_a=[str(n + 1), 0], text_b=[str(n + 1), 0]) for n in range(100, 190)}
    tower["190"] = node("Text", text="word ")
    found = told_in(json.dumps(drawn(text(["100", 0])) | tower))
    assert found is not None
    assert len(found.prompt or "") <= MAX_PROMPT_CHARS
    grown = node("StringReplace", string="a" * 9000, find="a", replace="b" * 9000)
    assert told_in(json.dumps(worded(n20=grown))) == told("a" * 9000)
    long: Graph = {str(n): node("Reroute", x=[str(n + 1), 0]) for n in range(100, 4000)}
    found = told_in(json.dumps(drawn(text(["100", 0]), n3=node("Reroute", x=["100", 0])) | long))
    assert found == told(None, size=None)
    ring = drawn(node("Reroute", x=["1", 0]), n3=node("VAEEncode", pixels=["5", 0]), n2=text(["2", 0]))
    assert told_in(json.dumps(ring)) == told(None, None, size=None)


def test_large_graphs_are_read_once() -> None:
    chain: Graph = {str(n): node("Reroute", x=[str(n + 1), 0]) for n in range(1000, 1600)}
    ends = {str(n): node("SaveImage", images=["1000", 0]) for n in range(3000, 3600)}
    links = {f"width_{n}": [str(1000 + 13 * n), 0] for n in range(20)}
    sides: Graph = {
        str(n): node("Sizes", width=[str(n + 1), 0], height=[str(n + 1), 1], **links) for n in range(5000, 5300)
    }
    graph = chain | ends | sides | drawn(n3=node("EmptyLatentImage", width=["5000", 0], height=["5000", 1]))
    start = time.process_time()
    assert told_in(json.dumps(graph)) == told(size=None)
    assert time.process_time() - start < 4  # one walk for each end takes minutes


@pytest.mark.parametrize(
    "inputs",
    [
        {"seed": float("nan"), "positive": ["1", 0], "latent_image": ["3", float("inf")]},
        {"seed": 10**4400, "positive": ["1", 0], "negative": [[], {}], "latent_image": ["3", -1]},
        {"seed": True, "positive": ["4", 0], "latent_image": [["3"], 0], "is_changed": [float("nan")]},
        {1: 2, "": None, "guider": ["4", 0], "latent_image": ["4", 0], "noise": ["4", 0]},
    ],
)
def test_values_of_no_sense_do_no_harm(inputs: dict[Any, Any]) -> None:
    # Python itself writes no number this long, and programs in other languages may.
    written = json.dumps(drawn(n4={"class_type": "KSampler", "inputs": {**inputs, "seed": "SEED"}}))
    seed = inputs.get("seed", 1)
    digits = "1" + "0" * 4400 if isinstance(seed, int) and seed > 10 else json.dumps(seed)
    found = told_in(written.replace('"SEED"', digits))
    assert found is not None
    assert found.seed in (None, 1)
