"""`kaoping explain --since`: what is printed, one item of it, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest

from golden import same_as_golden
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.every(2)
