"""Makes the desk's four sounds: `python -m tools.make_sounds`. Plain tones, nobody else's work."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
"""Samples a second."""

SOUNDS: dict[str, tuple[tuple[float, float], ...]] = {
    "good": ((659.3, 0.09), (987.8, 0.16)),
    "again": ((587.3, 0.12),),
    "ask": ((740.0, 0.09), (0.0, 0.05), (740.0, 0.14)),
    "stop": ((233.1, 0.16), (0.0, 0.04), (174.6, 0.28)),
}
"""Pitch (hertz, 0 for silence) and length (seconds) of the tones of each sound."""


def main() -> None:
    """Write the files."""
    folder = Path(__file__).parent.parent / "resources" / "sounds"
    folder.mkdir(exist_ok=True)
    for name, tones in SOUNDS.items():
        samples = [value for pitch, length in tones for value in _tone(pitch, length)]
        with wave.open(str(folder / f"{name}.wav"), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(struct.pack(f"<{len(samples)}h", *samples))


def _tone(pitch: float, length: float) -> list[int]:
    """A tone with one overtone that swells and fades, so that it does not click."""
    count = int(RATE * length)
    values = []
    for place in range(count):
        turn = 2 * math.pi * pitch * place / RATE
        swell = min(1.0, place / 200, (count - place) / 800)
        values.append(int(9000 * swell * (math.sin(turn) + 0.3 * math.sin(2 * turn))))
    return values


if __name__ == "__main__":
    main()
