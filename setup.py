"""What pyproject.toml cannot say: `resources/` is installed as `matchdesk/_resources`."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["matchdesk*"]), "matchdesk._resources"],
    package_dir={"matchdesk._resources": "resources"},
    package_data={
        "matchdesk": ["py.typed"],
        "matchdesk._resources": ["**/*"],
        "matchdesk.interchange": ["data/*"],
        "matchdesk.storage.migrations": ["*.mako", "versions/*.py"],
    },
)
