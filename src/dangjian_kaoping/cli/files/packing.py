"""For building only: a wheel carries the sample plant, which is the repository's own workspace.

pyproject.toml names the class below. Setuptools loads this file alone, so it imports nothing of the package.
"""

from pathlib import Path

from setuptools.command.build_py import build_py  # type: ignore[import-untyped, unused-ignore]

_SAMPLE = ("kaoping.yaml", "rubrics/**/*.yaml", "data/**/*.yaml")
"""What `kaoping init --sample` writes, by path from the top of the repository."""

DataFiles = list[tuple[str, str, str, list[str]]]
"""Package, source folder, target folder, and files by path from both."""


class BuildWithSample(build_py):  # type: ignore[misc, unused-ignore]
    """Adds the sample plant to the package's data: for wheels, and (without manifest) for source archives."""

    def _get_data_files(self) -> DataFiles:
        return [*super()._get_data_files(), *self._sample()]

    def get_data_files_without_manifest(self) -> DataFiles:
        """What a source archive must hold so that a wheel can be built of it."""
        return [*super().get_data_files_without_manifest(), *self._sample()]

    def _sample(self) -> DataFiles:
        found = {path.as_posix() for pattern in _SAMPLE for path in Path().glob(pattern) if path.is_file()}
        target = Path(self.build_lib, "dangjian_kaoping", "sample")
        return [("dangjian_kaoping", "", str(target), sorted(found))]
