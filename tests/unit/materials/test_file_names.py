"""The names of public texture libraries, painting programs and engines, each with the order of its channels."""

import re

import pytest

from materials.sets.file_names import FileMeaning, read_names
from materials.sets.name_words import Content

LETTER: dict[str, Content | None] = {
    "C": "basecolor",
    "N": "normal",
    "R": "roughness",
    "G": "gloss",
    "M": "metalness",
    "H": "height",
    "A": "ambient_occlusion",
    "-": None,
}

# A row: who names files so, then file=what it holds. C colour, N normal (N+ OpenGL, N- DirectX), R roughness, G gloss,
# M metalness, H height, A occlusion, one letter per channel of a packed file, - for a channel of no use; C/H is a
# colour with a height in alpha; x: a map of no use here; v: a picture of the material; ?: the name does not tell.
CONVENTIONS = """
ambientCG | Bricks075_1K-JPG_Color.jpg=C Bricks075_1K-JPG_NormalGL.jpg=N+ Bricks075_1K-JPG_NormalDX.jpg=N-
    Bricks075_1K-JPG_Roughness.jpg=R Bricks075_1K-JPG_Displacement.jpg=H Bricks075_1K-JPG_AmbientOcclusion.jpg=A
    Bricks075_1K-JPG_Metalness.jpg=M Bricks075_1K-JPG_Opacity.jpg=x
CC0 Textures, old | Metal07_col.jpg=C Metal07_nrm.jpg=N Metal07_rgh.jpg=R Metal07_met.jpg=M Metal07_disp.jpg=H
    Metal07_AO.jpg=A
Poly Haven | rough_wood_diff_4k.jpg=C rough_wood_nor_gl_4k.exr=N+ rough_wood_nor_dx_4k.jpg=N-
    rough_wood_rough_4k.exr=R rough_wood_disp_4k.png=H rough_wood_ao_4k.jpg=A rough_wood_arm_4k.jpg=ARM
    rough_wood_spec_4k.jpg=x
Texture Haven, old | brown_mud_col_1k.png=C brown_mud_Nor_1k.png=N brown_mud_rough_1k.png=R brown_mud_bump_1k.png=H
    brown_mud_AO_1k.png=A
Poliigon, metalness | Plate001_COL_2K_METALNESS.png=C Plate001_NRM_2K_METALNESS.png=N
    Plate001_ROUGHNESS_2K_METALNESS.png=R Plate001_METALNESS_2K_METALNESS.png=M Plate001_DISP_2K_METALNESS.tif=H
    Plate001_AO_2K_METALNESS.jpg=A Plate001_BUMP_2K_METALNESS.jpg=H
Poliigon, specular | Plate001_COL_2K_SPECULAR.png=C Plate001_NRM_2K_SPECULAR.png=N Plate001_GLOSS_2K_SPECULAR.png=G
    Plate001_REFL_2K_SPECULAR.png=x Plate001_DISP_2K_SPECULAR.tif=H
Poliigon, variants | Stone12_COL_VAR1_3K.jpg=C Stone12_COL_VAR2_3K.jpg=C Stone12_NRM16_3K.tif=N
    Stone12_DISP16_3K.tif=H Stone12_GLOSS_3K.jpg=G
Poliigon, new | Poliigon_WoodVeneerOak_7760_BaseColor.jpg=C Poliigon_WoodVeneerOak_7760_Normal.png=N
    Poliigon_WoodVeneerOak_7760_Roughness.jpg=R Poliigon_WoodVeneerOak_7760_Metallic.jpg=M
    Poliigon_WoodVeneerOak_7760_AmbientOcclusion.jpg=A Poliigon_WoodVeneerOak_7760_ORM.jpg=ARM
Megascans, Bridge | thjxbc_4K_Albedo.jpg=C thjxbc_4K_Normal.jpg=N thjxbc_4K_Roughness.jpg=R thjxbc_4K_Gloss.jpg=G
    thjxbc_4K_Displacement.exr=H thjxbc_4K_Cavity.jpg=x thjxbc_4K_AO.jpg=A thjxbc_4K_Specular.jpg=x
    thjxbc_4K_Bump.jpg=H thjxbc_4K_Metalness.jpg=M
Megascans, LODs | thjxbc_2K_Normal_LOD0.jpg=N thjxbc_2K_Normal_LOD1.jpg=N thjxbc_2K_Albedo.jpg=C
    thjxbc_2K_Translucency.jpg=x thjxbc_2K_Transmission.jpg=x thjxbc_2K_Fuzz.jpg=x
Megascans in Unreal | T_rock_1K_B.png=C T_rock_1K_N.png=N T_rock_1K_ORT.png=AR-
Megascans in Unreal, relief | T_Soil_vmbibe2g_2K_D.jpg=C T_Soil_vmbibe2g_2K_N.jpg=N T_Soil_vmbibe2g_2K_ORDp.jpg=ARH
Megascans in Unreal, ORD | T_Soil_vmbibe2g_4K_B.jpg=C T_Soil_vmbibe2g_4K_ORD.jpg=ARH T_Soil_vmbibe2g_4K_DpR.jpg=HR
Fab | T_Fern_x1_2K_B-O.png=C/- T_Fern_x1_2K_N.png=N T_Fern_x1_2K_ORT.png=AR-
Mixer | Mud_Albedo.png=C Mud_Normal.png=N Mud_Displacement.png=H Mud_Metalness.png=M Mud_Roughness.png=R
    Mud_AO.png=A Mud_Specular.png=x
Mixer, packed | Mud_ORM.png=ARM Mud_Albedo.png=C Mud_Normal.png=N
Substance, PBR metal rough | Crate_DefaultMaterial_BaseColor.png=C Crate_DefaultMaterial_Normal.png=N
    Crate_DefaultMaterial_Roughness.png=R Crate_DefaultMaterial_Metallic.png=M Crate_DefaultMaterial_Height.png=H
    Crate_DefaultMaterial_Emissive.png=x
Substance, document channels | Crate_Base_color.png=C Crate_Normal_OpenGL.png=N+ Crate_Normal_DirectX.png=N-
    Crate_Mixed_AO.png=A Crate_Ambient_occlusion.png=A Crate_Roughness.png=R
Substance, mesh maps | Crate_Curvature.png=x Crate_World_Space_Normals.png=x Crate_Bent_Normals.png=x
    Crate_Position.png=x Crate_Thickness.png=x Crate_ID.png=x Crate_Base_Color.png=C
Substance, Unreal packed | Crate_BaseColor.png=C Crate_Normal.png=N Crate_OcclusionRoughnessMetallic.png=ARM
Substance, Unity HDRP | Crate_BaseMap.png=C Crate_MaskMap.png=MA-G Crate_Normal.png=N
Substance, Unity 5 | Crate_AlbedoTransparency.png=C/- Crate_MetallicSmoothness.png=M--G Crate_Normal.png=N
Substance, Unity 5 specular | Crate_AlbedoTransparency.png=C/- Crate_SpecularSmoothness.png=---G Crate_Normal.png=N
Substance, glTF | Crate_baseColor.png=C Crate_occlusionRoughnessMetallic.png=ARM Crate_normal.png=N
    Crate_emissive.png=x
Substance, Arnold | Crate_BaseColor.exr=C Crate_Metalness.exr=M Crate_SpecularRoughness.exr=R Crate_Normal.exr=N
    Crate_Height.exr=H
Substance, V-Ray | Crate_Diffuse.png=C Crate_Glossiness.png=G Crate_Reflection.png=x Crate_ior.png=x
    Crate_Normal.png=N Crate_Height.png=H
Substance, CryEngine | Crate_diff.tif=C Crate_ddna.tif=N/G Crate_spec.tif=x Crate_displ.tif=H
Substance, colour spaces | Crate_BaseColor_Utility - sRGB - Texture.png=C Crate_Roughness_Utility - Raw.png=R
    Crate_Normal_raw.png=N Crate_Height_linear.png=H
Substance, UDIM | Crate_BaseColor.1001.png=C Crate_BaseColor.1002.png=C Crate_Roughness.1001.png=R
    Crate_Normal.1001.png=N
Mari, Mudbox tiles | Crate_Color_u1_v1.png=C Crate_Roughness_u1_v1.png=R Crate_Normal_u1_v1.png=N
glTF sample assets | Default_albedo.jpg=C Default_metalRoughness.jpg=-RM Default_AO.jpg=A Default_normal.jpg=N
    Default_emissive.jpg=x
glTF sample assets, packed | Glass_BaseColor.png=C Glass_OcclusionRoughMetal.png=ARM Glass_Normal.png=N
glTF sample assets, Metallic first | Boot_roughnessMetallic.png=-RM Boot_baseColor.png=C Boot_occlusion.png=A
glTF, written small | boot_metallicroughness.png=-RM boot_basecolor.png=C boot_ambientocclusion.png=A
glTF, letters | Boot_MR.png=-RM Boot_BaseColor.png=C Boot_N.png=N
glTF, specular | Boot_specularGlossiness.png=---G Boot_diffuse.png=C
Blender's glTF exporter | Boot_metallic-Boot_roughness.png=-RM Boot_Base Color.png=C
Sketchfab | material_0_baseColor.jpeg=C material_0_metallicRoughness.png=-RM material_0_normal.png=N
Unreal | T_Wall_BC.png=C T_Wall_N.png=N T_Wall_R.png=R T_Wall_M.png=M T_Wall_H.png=H T_Wall_AO.png=A T_Wall_E.png=x
Unreal, diffuse | T_Wall_D.png=C T_Wall_N.png=N T_Wall_ORM.png=ARM T_Wall_Mask.png=x
Unreal, RMA | T_Wall_BaseColor.png=C T_Wall_RMA.png=RMA T_Wall_S.png=x
Unreal, MRA | T_Wall_A_D.png=C T_Wall_A_MRA.png=MRA
Unreal, MRAO | T_Wall_Color.png=C T_Wall_MRAO.png=MRA
Unreal, ARM | T_Wall_Albedo.png=C T_Wall_ARM.png=ARM
Unreal, with height | T_Wall_C.png=C T_Wall_ORMH.png=ARMH T_Wall_Normal.png=N
Unreal, spelled out | T_Wall_AORoughnessMetallic.png=ARM T_Wall_Basecolor.png=C
Unity HDRP | wall_BaseMap.png=C wall_MaskMap.png=MA-G wall_NormalMap.png=N wall_HeightMap.png=H wall_DetailMap.png=x
Unity HDRP, MADS | wall_MADS.png=MA-G wall_Albedo.png=C
Unity URP | wall_AlbedoMap.png=C wall_MetallicSmoothness.png=M--G wall_Normal.png=N wall_OcclusionMap.png=A
Unity, short | wall_MS.png=M--G wall_Albedo.png=C wall_N.png=N
Unity, smooth in colour | wall_AlbedoSmoothness.png=C/G wall_Normal.png=N
Unity, metallic gloss map | wall_MetallicGlossMap.png=M--G wall_MainTex.png=? wall_BumpMap.png=H
Godot | wall_albedo.png=C wall_orm.png=ARM wall_normal.png=N wall_height.png=H wall_emission.png=x
Terrain3D for Godot | ground037_alb_ht.png=C/H ground037_nrm_rgh.png=N/R
CryEngine | wall_diff.tif=C wall_ddna.tif=N/G wall_spec.tif=x wall_displ.tif=H
CryEngine, no gloss | wall_diff.tif=C wall_ddn.tif=N
Source | brickwall001_color.png=C brickwall001_normal.png=N brickwall001_height.png=H
Minecraft Bedrock | stone_mer.png=M-R stone_normal.png=N stone_color.png=C
Unigine | wall_alb.png=C wall_nrm.png=N wall_ao.png=A wall_ht.png=H
Node Wrangler | bark diffuse.png=C bark nrml.png=N bark rgh.png=R bark mtl.png=M bark dsp.png=H bark ao.png=A bark
    bump.png=H
Node Wrangler, long words | bark_Base Color.png=C bark_displacement.png=H bark_Glossiness.png=G
    bark_transmission.png=x bark_ambient_occlusion.png=A
textures.com | TexturesCom_Brick_Modern_1K_albedo.tif=C TexturesCom_Brick_Modern_1K_normal.tif=N
    TexturesCom_Brick_Modern_1K_roughness.tif=R TexturesCom_Brick_Modern_1K_height.tif=H
    TexturesCom_Brick_Modern_1K_ao.tif=A TexturesCom_Brick_Modern_1K_metallic.tif=M
CGBookcase | RockWall02_1K_BaseColor.png=C RockWall02_1K_Normal.png=N RockWall02_1K_Height.png=H
    RockWall02_1K_Roughness.png=R RockWall02_1K_AO.png=A
ShareTextures | wood_12_basecolor-4K.png=C wood_12_ambientocclusion-4K.png=A wood_12_height-4K.png=H
    wood_12_normal-4K.png=N wood_12_roughness-4K.png=R wood_12_metallic-4K.png=M
FreePBR | worn-shiny-metal-albedo.png=C worn-shiny-metal-Normal-ogl.png=N+ worn-shiny-metal-Roughness.png=R
    worn-shiny-metal-Metallic.png=M worn-shiny-metal-Height.png=H worn-shiny-metal-ao.png=A
    worn-shiny-metal_preview.jpg=v
FreePBR for Unreal | worn-metal4-albedo.png=C worn-metal4-Normal-dx.png=N- worn-metal4-Roughness.png=R
    worn-metal4-ao.png=A
3DTextures.me | Stylized_Stone_Floor_005_basecolor.jpg=C Stylized_Stone_Floor_005_normal.jpg=N
    Stylized_Stone_Floor_005_roughness.jpg=R Stylized_Stone_Floor_005_height.png=H
    Stylized_Stone_Floor_005_ambientOcclusion.jpg=A
3DTextures.me, old | Wood_Herringbone_001_COLOR.jpg=C Wood_Herringbone_001_NORM.jpg=N
    Wood_Herringbone_001_DISP.png=H Wood_Herringbone_001_OCC.jpg=A Wood_Herringbone_001_ROUGH.jpg=R
    Wood_Herringbone_001_SPEC.jpg=x Material_1434.png=?
TextureCan | metal_0012_color_4k.jpg=C metal_0012_normal_opengl_4k.png=N+ metal_0012_normal_directx_4k.png=N-
    metal_0012_roughness_4k.jpg=R metal_0012_metallic_4k.jpg=M metal_0012_height_4k.png=H metal_0012_ao_4k.jpg=A
GameTextures | Rusted_Plate_Diff.tga=C Rusted_Plate_Norm.tga=N Rusted_Plate_Rough.tga=R Rusted_Plate_Metal.tga=M
    Rusted_Plate_Height.tga=H Rusted_Plate_AO.tga=A Rusted_Plate_Alb.tga=C
Arroway | tiles-23_d100.png=C tiles-23_b060.png=H tiles-23_s100.png=x
Marmoset | crate_albedo.psd=C crate_normals.psd=N crate_metalness.psd=M crate_gloss.psd=G crate_ao.psd=A
    crate_cavity.psd=x crate_bentnormals.psd=x
ArmorPaint | crate_base.png=C crate_nor.png=N crate_occ.png=A crate_rough.png=R crate_metal.png=M crate_height.png=H
    crate_emis.png=x crate_opac.png=x crate_subs.png=x
ArmorPaint, Unreal | crate_base.png=C crate_nor.png=N crate_orm.png=ARM
ArmorPaint, Unity | crate_base.png=C crate_nor.png=N crate_mos.png=MA-G
Material Maker | crate_albedo.png=C crate_orm.png=ARM crate_normal.png=N crate_depth.png=H crate_emission.png=x
Material Maker for Unity | crate_albedo.png=C crate_metal_smoothness.png=M--G crate_occlusion.png=A
Materialize | stone_diffuse.png=C stone_normal.png=N stone_height.png=H stone_smoothness.png=G stone_metallic.png=M
    stone_edge.png=x stone_ao.png=A
Roblox | wall_color.png=C wall_metalness.png=M wall_normal.png=N wall_roughness.png=R
Real Displacement Textures | ground_01_2k_BaseColor.jpg=C ground_01_2k_Ambient_Occlusion.jpg=A
    ground_01_2k_Bump.jpg=H ground_01_2k_Normal_GL.jpg=N+ ground_01_2k_Roughness.jpg=R
LotPixel, 3dassets.one | concrete_floor_2k_albedo.jpg=C concrete_floor_2k_normal_gl.jpg=N+
    concrete_floor_2k_rough.jpg=R concrete_floor_2k_disp.jpg=H
Spelled together | wallbasecolor.png=C wall_normalmap.png=N wall_occlusionroughnessmetallic.png=ARM
    wall_normalgl.png=N+ wall_heightmap.png=H
Two words | own_rough_ao.png=RA own_albedo.png=C own_normal.png=N
Two words, occlusion first | own_AO_Rough.png=AR own_albedo.png=C own_normal.png=N
Two words, height | own_normalHeight.png=N/H own_albedo_height.png=C/H own_Roughness_Height.png=RH
Chinese | 红砖_颜色.png=C 红砖_法线.png=N 红砖_粗糙度.png=R 红砖_金属度.png=M 红砖_置换.png=H 红砖_环境光遮蔽.png=A
Only the map | albedo.png=C normal.png=N roughness.png=R orm.png=ARM
""".strip()
ROWS = dict(row.replace("\n    ", " ").split(" | ") for row in re.split(r"\n(?! )", CONVENTIONS))


def code(meaning: FileMeaning | None) -> str:
    """Write what a name means as the table does."""
    letters: dict[Content | None, str] = {held: letter for letter, held in LETTER.items()}
    if meaning is None:
        return "?"
    if not meaning.channels:
        return "v" if meaning.preview else "x"
    written = "".join(letters[held] for held in meaning.channels)
    written += {"opengl": "+", "directx": "-", None: ""}[meaning.convention]
    over = meaning.alpha is not None or meaning.transparent
    return f"{written}/{letters[meaning.alpha]}" if over else written


def test_the_table_is_as_long_as_it_should_be():
    assert len(ROWS) >= 80


@pytest.mark.parametrize("convention", ROWS)
def test_names_of_a_convention_are_understood(convention: str):
    files = [(name, meaning) for name, _, meaning in (part.rpartition("=") for part in _files(ROWS[convention]))]
    found = [code(meaning) for meaning in read_names([name for name, _ in files])]
    assert list(zip([name for name, _ in files], found, strict=True)) == files


def _files(text: str) -> list[str]:
    """Part a row at the blanks behind a meaning; names have blanks too."""
    parts: list[str] = []
    for word in text.split(" "):
        if parts and "=" not in parts[-1]:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts
