"""Of thousands of files in packages, the few that pages load are served, and no others."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template

from linli.platform.ui import assets


@pytest.fixture
def installed(settings):
    if not settings.NODE_MODULES.exists():
        pytest.skip("The npm packages are not installed: type npm ci --ignore-scripts")


def test_every_listed_file_is_installed(installed):
    assert {name for name, _storage in assets.PackageFinder().list([])} == set(assets.PACKAGE_FILES)


def test_a_listed_file_is_found(installed):
    assert finders.find(assets.PREFIX + assets.ECHARTS)


@pytest.mark.parametrize(
    "path",
    [
        "packages/echarts/package.json",
        "packages/../package.json",
        "packages/axe-core/axe.js",
        assets.ECHARTS,
    ],
)
def test_no_other_file_is_served(installed, path):
    assert finders.find(path) is None


def test_collected_files_have_lasting_names_and_are_collected_once(installed, settings, tmp_path):
    from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage

    settings.STATIC_ROOT = tmp_path
    staticfiles_storage._wrapped = assets.AssetStorage(location=tmp_path)
    try:
        assert assets.collect() is True
        assert assets.collect() is False
        assert staticfiles_storage.stored_name("ui/js/linli.js") != "ui/js/linli.js"
        script = (tmp_path / staticfiles_storage.stored_name("ui/js/linli.js")).read_text()
        assert f'"./{StaticFilesStorage.__name__}"' not in script
        assert '"./forms.js"' not in script
        script = (tmp_path / staticfiles_storage.stored_name("field/js/field.js")).read_text()
        assert not re.search(r'"\./\w+\.js"', script)  # neither import nor import()
    finally:
        staticfiles_storage._wrapped = assets.AssetStorage()


def test_where_nobody_has_installed_the_packages_a_figure_stays_without_its_script(
    settings, tmp_path, monkeypatch
):
    from django.contrib.staticfiles.storage import staticfiles_storage

    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(staticfiles_storage, "_wrapped", assets.AssetStorage(location=tmp_path))
    monkeypatch.setattr(assets, "PACKAGE_FILES", ())
    assets.collect()
    chart = "{% load ui %}{% chart 'sum' '件数' columns rows %}{% map 'here' '位置' %}"
    html = Template(chart).render(Context({"columns": ["月", "件"], "rows": [("5 月", 62)]}))
    assert 'data-script=""' in html
    assert "<td>62</td>" in html.replace('class="number" ', "")
