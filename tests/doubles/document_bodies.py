"""The example bodies of the vendors' documents, letter by letter."""

SEEDS = {
    "foxapi_wan_2_7_image": """
{
  "model": "wan-2.7-image",
  "prompt": "A cinematic portrait of a traveler in neon rain",
  "num_outputs": 1,
  "image_size": "portrait_4_3"
}
""",
    "foxapi_phota_image_edit": """
{
  "model": "phota-image-edit",
  "prompt": "Change the background to a tropical beach at sunset",
  "image_urls": [
    "https://example.com/portrait.jpg"
  ],
  "num_outputs": 1,
  "resolution": "1K"
}
""",
    "foxapi_patina_material": """
{
  "model": "patina-material",
  "prompt": "Weathered red brick wall with moss",
  "image_size": 1024,
  "maps": [
    "basecolor",
    "normal",
    "roughness",
    "height"
  ]
}
""",
    "foxapi_wan_2_7_reference_to_video": """
{
  "model": "wan-2.7-reference-to-video",
  "prompt": "A graceful dance performance on a moonlit stage",
  "reference_image_urls": [
    "https://example.com/character.jpg"
  ],
  "duration": 5,
  "resolution": "1080p",
  "aspect_ratio": "16:9"
}
""",
    "anyfast_wan2_7_image_edit": """
{
  "model": "wan2.7-image-pro",
  "prompt": "一间有着精致窗户的花店,漂亮的木质门,摆放着花朵",
  "image": "https://example.com/input.jpg",
  "n": 1,
  "size": "2K",
  "enable_sequential": false,
  "thinking_mode": true,
  "watermark": false,
  "seed": 1073741823,
  "response_format": "url"
}
""",
}
