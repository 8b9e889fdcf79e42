import os
from pathlib import Path

from setuptools import find_packages, setup

VERSION = "0.1a0"
HERE = Path(__file__).parent
# scripts/bundle.py builds for hosts that only serve: without the model that reads articles, 0.7 MB instead of 24.
IS_SITE = os.environ.get("DATASETTE_CLAIMS_SITE") == "1"
MODELS = [] if IS_SITE else ["models/*"]

setup(
    name="datasette-claims",
    version=VERSION + "+site" * IS_SITE,
    description="The open-source claims desk: who said what about which claim, when, in which words and through whom",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    license_files=["LICENSE", "LICENSE-DATA"],
    classifiers=[
        "Framework :: Datasette",
        "Intended Audience :: Developers",
        "Intended Audience :: Science/Research",
        "Programming Language :: Python :: 3",
        "Topic :: Database",
    ],
    packages=find_packages(include=["datasette_claims", "datasette_claims.*"]),
    package_data={"datasette_claims": ["schema.sql", "queries/*.sql", "sections/*.sql", "summaries/*.sql", "graphql/*.sql", "templates/*.html", "static/*", "words/*", *MODELS]},
    python_requires=">=3.10",
    install_requires=["datasette>=0.65.5", "datasette-graphql>=2.2", "sqlite-utils>=4,<5"],
    extras_require={
        "cluster": ["datasette-claims[ingest]", "distributed>=2024.8,<2027", "pyarrow>=14"],
        "one": ["datasette>=1.0a41", "datasette-graphql>=3.0a1"],
        "parquet": ["pyarrow>=14"],
        "spacy": ["spacy>=3.7"],
        "llm": ["llm>=0.23"],  # the first with schemas
        "ingest": [
            "certifi",
            "charset-normalizer>=3",
            "lxml>=5",
            "lxml-html-clean",
            "onnxruntime>=1.17",
            "protego>=0.7",
            "py3langid>=0.4",
            "tokenizers>=0.15,<1",  # 1.0 reads texts through other methods
            "tomli>=2; python_version < '3.11'",
            "trafilatura>=2",
            "urllib3>=2.6",
            "warcio>=1.7",
        ],
    },
    entry_points={"datasette": ["claims = datasette_claims"]},
)
