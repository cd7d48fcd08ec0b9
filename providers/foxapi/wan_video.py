"""FoxAPI, wan-2.7-reference-to-video: a video with the people and things of reference pictures and videos.

Every limit is from the vendor's page "wan-2.7-reference-to-video". It asks for neither kind of reference.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from providers.fields import MAX_SEED, MB, MediaUrl, NotBlank, UnsetWhenEmpty
from providers.price import Billed
from providers.spec import Capability, GenerationRequest, Media, Role, Shown


class WanReferenceToVideo(GenerationRequest):
    """Wan 2.7 at FoxAPI, videos from references."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_wan_2_7_reference_to_video"
    capability: ClassVar[Capability] = Capability.REFERENCE_TO_VIDEO
    model_labels: ClassVar[Mapping[str, str]] = {"wan-2.7-reference-to-video": "Wan 2.7 Reference"}
    output_kind: ClassVar[Literal["image", "video"]] = "video"
    example_prompts: ClassVar[tuple[str, ...]] = (
        "A graceful dance performance on a moonlit stage",
        "The subject walks slowly along a quiet beach at sunrise, the camera follows at eye level, waves roll in",
        "主角站在秋天的银杏林里，金色树叶缓缓飘落，镜头轻轻环绕一周",
    )

    model: Annotated[
        Literal["wan-2.7-reference-to-video"],
        Field(description="Makes a video with the people and things of your reference pictures and videos."),
        Shown(Role.MODEL, "Model", start="wan-2.7-reference-to-video", choices=model_labels),
    ] = "wan-2.7-reference-to-video"
    prompt: Annotated[
        str,
        Field(max_length=5000, description="Describe what happens in the video, at most 5000 characters."),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="What happens in the video?"),
    ]
    reference_image_urls: Annotated[
        list[MediaUrl] | None,
        Field(description="Pictures of how people or things look, up to 20 MB each; use several for several subjects."),
        UnsetWhenEmpty,
        Media("image", max_bytes=20 * MB),
        Shown(Role.IMAGES, "Reference pictures"),
    ] = None
    reference_video_urls: Annotated[
        list[MediaUrl] | None,
        Field(description="Videos of how people or things move, up to 100 MB each; use several for several subjects."),
        UnsetWhenEmpty,
        Media("video", max_bytes=100 * MB),
        Shown(Role.VIDEOS, "Reference videos"),
    ] = None
    duration: Annotated[
        int | None,
        Field(ge=2, le=10, description="Length of the video in whole seconds, 2 to 10."),
        Shown(Role.DURATION, "Length in seconds", start=5),
    ] = None
    resolution: Annotated[
        Literal["720p", "1080p"] | None,
        Field(description="720p is smaller; 1080p is sharper."),
        Shown(Role.RESOLUTION, "Resolution", start="1080p"),
    ] = None
    aspect_ratio: Annotated[
        Literal["16:9", "9:16", "1:1", "4:3", "3:4"] | None,
        Field(description="Width to height of the video."),
        Shown(Role.ASPECT_RATIO, "Shape", start="16:9"),
    ] = None
    negative_prompt: Annotated[
        str | None,
        Field(max_length=500, description="What should not appear, at most 500 characters."),
        UnsetWhenEmpty,
        Shown(Role.NEGATIVE_PROMPT, "Leave out", placeholder="blurry, jitter"),
    ] = None
    seed: Annotated[
        int | None,
        Field(
            ge=0,
            le=MAX_SEED,
            description="A number that makes a result easier to repeat; left empty, one is chosen.",
        ),
        Shown(Role.SEED, "Seed"),
    ] = None
    multi_shots: Annotated[
        bool | None,
        Field(description="Whether the video may be cut into several shots; unset, the model decides."),
        Shown(Role.MULTI_SHOTS, "Several shots"),
    ] = None
    enable_safety_checker: Annotated[
        bool | None,
        Field(description="Whether the vendor checks prompt and result for unsafe content; unset, the model decides."),
        Shown(Role.SAFETY, "Safety check"),
    ] = None

    def billed(self, input_video_s: float) -> Billed:
        """Count once at least; at most each second of the video and of the reference videos.

        The vendor's page says nothing. The model's other seller (fal.ai, wan/v2.7/reference-to-video) bills by the
        second, and the seconds of reference videos too; a price "per call" in the list may mean either.
        """
        made_s = self.duration or 5
        units = f"{made_s} s of video"
        if input_video_s > 0:
            units += f" and {input_video_s:.0f} s of reference video"
        return Billed(1, made_s + input_video_s, units)
