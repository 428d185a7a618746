"""Pictures as files: with few colours, to be small, compared with a tolerance for antialiasing."""

import io

from PIL import Image, ImageChops

COLOURS = 16
TOLERANCE = 64  # of 255, what a pixel's edge may differ
MOST_DIFFERENT = 0.004  # of the pixels


def keep(png, path):
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def differs(path, golden):
    """None, or the difference."""
    one, other = Image.open(path).convert("RGB"), Image.open(golden).convert("RGB")
    if one.width != other.width or abs(one.height - other.height) > 4:
        return f"{one.width} x {one.height} instead of {other.width} x {other.height}"
    size = (0, 0, one.width, min(one.height, other.height))
    histogram = ImageChops.difference(one.crop(size), other.crop(size)).convert("L").histogram()
    share = sum(histogram[TOLERANCE:]) / (size[2] * size[3])
    return None if share <= MOST_DIFFERENT else f"{share:.1%} of the pixels differ"
